import { maximumPartsOption } from '../../../shared/sms/message';
import { sendAtOption } from '../../../shared/sms/sendAt';
import type { Operation } from '../../../shared/operation';
import { jsonOf, unexpectedReply } from '../../../shared/transport/replies';
import { call } from '../../vendor';
import { requestRefused, verdictOn } from './sent';
import { sendFields, textEntries, type MessageEntry } from './entries';

/** Sends a text or a template, one message in a request (document, 1.1). */
export const send: Operation<MessageEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'Send an SMS to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: sendFields,
	options: [
		maximumPartsOption,
		sendAtOption(),
		{
			displayName: 'Priority',
			name: 'priority',
			type: 'boolean',
			default: false,
			description: 'Whether the SMS jumps the queue. Only for codes, passwords and the like.',
		},
	],
	// "false" might count as a yes, so it is left out.
	entries: (parameters) => textEntries(parameters, parameters.flag('priority') ? [['priority', 'true']] : []),
	pack: ([{ to, text, settings }]) => call('/send', [['phone', to], ['text', text], ...settings]),
	unpack: (reply, [entry]) => {
		const answer = jsonOf(reply);
		const verdict = requestRefused(reply, answer) ?? verdictOn(answer, entry);
		if (!verdict) throw unexpectedReply(reply, 'its answer names no message ID');
		return [verdict];
	},
};
