import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { messageField, senderField, senderName, toField } from '../../../shared/sms/message';
import { done, type Operation, type Verdict } from '../../../shared/operation';
import { asNumber, withAnswer, without } from '../../../shared/transport/replies';
import { MAX_PER_REQUEST, call, isOk, partFor, refusal, unmentioned, verdicts } from '../../vendor';
import { sharing, textEntries, textForm, type MessageEntry } from './entries';

const translit: INodeProperties = {
	displayName: 'Transliterate',
	name: 'translit',
	type: 'boolean',
	default: false,
	description: 'Whether to count Russian letters as written in Latin ones',
};

/** Price and number of parts before sending (sms/cost; known from public pages of the vendor). */
export const getCost: Operation<MessageEntry> = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of a message',
	description: 'Get the price and the number of parts of an SMS without sending it',
	effect: 'read',
	fields: [
		toField,
		...counted(messageField, { '/options.translit': [true] }),
		senderField('searchSenders', 'Approved sender name. Empty means the default sender of the account.'),
	],
	options: [translit],
	maxPerRequest: MAX_PER_REQUEST,
	...sharing,
	entries: (parameters) => {
		const from = senderName(parameters);
		return textEntries(parameters, [
			...(from ? [['from', from] as [string, string]] : []),
			...(parameters.flag('translit') ? [['translit', '1'] as [string, string]] : []),
		]);
	},
	pack: (entries) => call('/sms/cost', textForm(entries)),
	unpack: (reply, entries) => verdicts(reply, entries, priced),
};

function priced(answer: IDataObject, { to }: MessageEntry): Verdict {
	const part = partFor(answer, to);
	if (!part) return unmentioned(answer);
	if (!isOk(part)) return refusal(part);
	const result = { to, parts: asNumber(part.sms) ?? null, cost: asNumber(part.cost) ?? null, currency: 'RUB' };
	return done([result], { to, ...withAnswer(part, without(answer, 'sms')) });
}
