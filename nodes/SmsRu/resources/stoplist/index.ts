import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';

export const stoplist: Resource = { value: 'stoplist', name: 'Stop List', operations: [getAll, create, remove] };
