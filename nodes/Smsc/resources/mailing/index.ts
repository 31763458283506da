import type { Resource } from '../../../shared/operation';
import { cancel } from './cancel';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';

export const mailing: Resource = { value: 'mailing', name: 'Mailing', operations: [create, getAll, get, cancel, remove] };
