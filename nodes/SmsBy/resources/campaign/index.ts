import type { Resource } from '../../../shared/operation';
import { confirm } from './confirm';
import { create } from './create';
import { getAll } from './getAll';
import { getHistory } from './getHistory';
import { getRecipients } from './getRecipients';
import { getStatus } from './getStatus';
import { sendToList } from './sendToList';
import { sendToNumber } from './sendToNumber';

export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, getStatus, sendToNumber, sendToList, confirm, getAll, getRecipients, getHistory],
};
