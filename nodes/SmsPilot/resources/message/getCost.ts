import { counted } from '../../../shared/sms/partsCounter';
import { messageField, senderField, toField } from '../../../shared/sms/message';
import { done, type Operation } from '../../../shared/operation';
import { asNumber } from '../../../shared/transport/replies';
import { segments } from '../../../shared/sms/segments';
import { answerOf, call, unmentioned } from '../../vendor';
import { messageEntries, messageOf, senderOf, type MessageEntry } from './entries';

/** Price before sending (API-2, `send` with `cost`; official). The answer is one sum, so each message is asked for alone. */
export const getCost: Operation<MessageEntry> = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of a message',
	description: 'Get the price and the number of parts of an SMS without sending it',
	effect: 'read',
	fields: [
		toField,
		...counted(messageField),
		senderField('searchSenders', 'Registered sender name. Empty means the default sender of the account.'),
	],
	entries: (parameters) => messageEntries(parameters, senderOf(parameters)),
	pack: (entries) => call({ cost: '1', send: entries.map(messageOf) }),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'cost', (answer) =>
			entries.map(({ to, text }) => {
				const cost = asNumber(answer.cost);
				if (cost === undefined || entries.length > 1) return unmentioned(answer);
				return done([{ to, parts: segments(text).parts, cost, currency: 'RUB' }], { to, ...answer });
			}),
		),
};
