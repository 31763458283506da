import type { Resource } from '../../../shared/operation';
import { confirmFlashCall } from './confirmFlashCall';
import { flashCall } from './flashCall';
import { sendCode } from './sendCode';

export const verification: Resource = {
	value: 'verification',
	name: 'Verification',
	operations: [sendCode, flashCall, confirmFlashCall],
};
