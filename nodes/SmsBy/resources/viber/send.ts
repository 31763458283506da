import { messageResult } from '../../../shared/sms/status';
import { messageField, recipientsOf, messageText } from '../../../shared/sms/message';
import { done, type Entry, type Operation } from '../../../shared/operation';
import { isObject } from '../../../shared/transport/replies';
import { contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';
import { accountField, requiredId, toField } from '../fields';

interface ViberEntry extends Entry {
	to: string;
	text: string;
	name: string;
}

const viberSenderField = accountField(
	{ displayName: 'Sender', name: 'from', required: true, description: 'Viber name that the message comes from' },
	'searchViberSenders',
	'e.g. 17',
);

/** A text over Viber (sendQuickViberMessage; known from the vendor's libraries). */
export const send: Operation<ViberEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send a Viber message',
	description: 'Send a text over Viber to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [toField, { ...messageField, description: 'Text of the Viber message' }, viberSenderField],
	entries: (parameters) => {
		const text = messageText(parameters, Infinity);
		const name = requiredId(parameters, 'from', 'Sender');
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, text, name } : to));
	},
	pack: ([{ to, text, name }]) => post('sendQuickViberMessage', [['phone', to], ['vibername_id', name], ['message', text]]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to }) => {
			const content = single(contentOf(answer));
			const id = isObject(content) ? idOf(content.viber_id) : undefined;
			return id ? done([messageResult({ id, to, status: 'queued' })], answer) : unproven(answer);
		}, { proof: 'viber_id' }),
};
