import type { Resource } from '../../../shared/operation';
import { getStatus } from './getStatus';
import { send } from './send';

export const bulk: Resource = { value: 'bulk', name: 'Bulk', operations: [send, getStatus] };
