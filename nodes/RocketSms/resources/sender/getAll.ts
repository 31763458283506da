import type { IDataObject } from 'n8n-workflow';

import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import { done, type Operation } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';
import { rowsOf } from '../rows';

/** Sender names and how far their approval is (document, 1.4). */
export const getAll: Operation<ListEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many senders',
	description: 'Get the sender names of the account, and whether the service and the operators have approved them',
	effect: 'read',
	fields: listFields,
	entries: listEntries,
	pack: () => call('/senders'),
	unpack: answers((answer, entry, reply) => {
		const raw = limited(rowsOf(answer, 'sender', reply), entry);
		return done(raw.map(simplified), raw);
	}),
};

const simplified = ({ sender, verified, checked, registered }: IDataObject): IDataObject => ({
	name: asText(sender),
	verified: isYes(verified),
	checked: isYes(checked),
	registered: isYes(registered),
});

/** PHP writes a yes as true, 1 or "1". */
const isYes = (value: unknown): boolean => value === true || ['true', '1'].includes(asText(value)?.toLowerCase() ?? '');
