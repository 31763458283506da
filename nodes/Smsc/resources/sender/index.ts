import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';

export const sender: Resource = { value: 'sender', name: 'Sender', operations: [getAll, create, remove] };
