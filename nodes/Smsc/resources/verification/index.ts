import type { Resource } from '../../../shared/operation';
import { callCode } from './callCode';
import { waitCall } from './waitCall';

export const verification: Resource = { value: 'verification', name: 'Verification', operations: [callCode, waitCall] };
