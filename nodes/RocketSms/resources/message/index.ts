import { sendAndWait } from '../../../shared/wait/approval/sendAndWait';
import type { Resource } from '../../../shared/operation';
import { getStatus } from './getStatus';
import { send } from './send';
import { sendBulk } from './sendBulk';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [send, sendAndWait(send), sendBulk, getStatus],
};
