import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { addToGroup, moveToGroup, removeFromGroup } from './membership';
import { update } from './update';

export const contact: Resource = { value: 'contact', name: 'Contact', operations: [getAll, create, update, remove, addToGroup, moveToGroup, removeFromGroup] };
