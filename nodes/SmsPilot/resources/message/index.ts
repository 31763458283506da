import { sendAndWait } from '../../../shared/wait/approval/sendAndWait';
import type { Resource } from '../../../shared/operation';
import { getCost } from './getCost';
import { getStatus } from './getStatus';
import { send } from './send';
import { sendAndWaitForDelivery } from './sendAndWaitForDelivery';

export const message: Resource = { value: 'message', name: 'Message', operations: [send, sendAndWaitForDelivery, sendAndWait(send), getStatus, getCost] };
