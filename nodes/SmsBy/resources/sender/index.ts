import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll';
import { getId } from './getId';

export const sender: Resource = { value: 'sender', name: 'Sender', operations: [getAll, getId] };
