import { done, type Operation } from '../../../shared/operation';
import { asNumber, withAnswer, without } from '../../../shared/transport/replies';
import { MAX_PER_REQUEST } from '../../vendor';
import { messageFields } from './fields';
import { costOptions } from './options';
import { messageEntries, sendCall, sharing, type MessageEntry } from './entries';
import { receipts } from './receipts';
import { settingsOf } from './settings';

/** The price of messages of every channel without sending them (send.php with cost=1, official). */
export const getCost: Operation<MessageEntry> = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of a message',
	description: 'Get the price and the number of parts of a message without sending it',
	effect: 'read',
	fields: messageFields,
	options: costOptions,
	maxPerRequest: MAX_PER_REQUEST,
	...sharing,
	entries: (parameters) => {
		const settings = settingsOf(parameters).filter(([name]) => name !== 'cost');
		return messageEntries(parameters, [...settings, ['cost', '1']]);
	},
	pack: sendCall,
	unpack: (reply, entries) =>
		receipts(reply, entries, ({ to, parts }, rows, { answer }) => {
			const count = entries.length === 1 ? asNumber(answer.cnt) : undefined;
			const cost = rows.length > 0 ? rows.reduce((sum, row) => sum + (asNumber(row.cost) ?? 0), 0) : asNumber(answer.cost);
			const whole = without(answer, 'phones', 'errors');
			const raw = rows.length > 0 ? rows.map((row) => withAnswer(row, whole)) : whole;
			return done([{ to, parts: parts ?? count ?? null, cost: cost ?? null }], raw);
		}),
};
