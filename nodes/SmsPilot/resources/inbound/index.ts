import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll';

export const inbound: Resource = { value: 'inbound', name: 'Inbound Message', operations: [getAll] };
