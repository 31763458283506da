import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll';

export const inbound: Resource = { value: 'inbound', name: 'Incoming Message', operations: [getAll] };
