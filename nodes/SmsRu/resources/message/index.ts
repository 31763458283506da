import { sendAndWait } from '../../../shared/wait/approval/sendAndWait';
import type { Resource } from '../../../shared/operation';
import { getCost } from './getCost';
import { getStatus } from './getStatus';
import { send } from './send';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [send, sendAndWait(send), getStatus, getCost],
};
