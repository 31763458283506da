import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { update } from './update';

export const group: Resource = { value: 'group', name: 'Contact Group', operations: [getAll, create, update, remove] };
