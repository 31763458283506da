import type { Resource } from '../../../shared/operation';
import { callCode } from './callCode';
import { getCallCheck } from './getCallCheck';
import { startCallCheck } from './startCallCheck';

export const verification: Resource = {
	value: 'verification',
	name: 'Verification',
	operations: [callCode, startCallCheck, getCallCheck],
};
