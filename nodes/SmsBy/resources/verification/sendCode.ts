import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { maximumPartsOption, messageField, recipientsOf, messageText } from '../../../shared/sms/message';
import { segments } from '../../../shared/sms/segments';
import type { Entry, Operation, Parameters } from '../../../shared/operation';
import { MAX_PARTS, codeIn, get, sends } from '../../vendor';
import { templateField, templateOf } from '../codeTemplate/template';
import { optionalSender, senderField, toField } from '../fields';
import { say } from '../../../shared/language/say';

const MISTAKES = {
	noMark: { what: 'does not contain {mark}', remedy: 'Write {mark} where the code should stand.' },
} satisfies Record<string, Mistake>;

interface CodeEntry extends Entry {
	to: string;
	query: Record<string, string>;
}

const MARK = '%CODE%';

/** How long the code will be is known to its template alone: it is counted as the longest, all of whose characters are Latin or digits. */
const LONGEST = 16;

const partsOption: INodeProperties = {
	...maximumPartsOption,
	description: say('Refuse texts that need more SMS parts than this, before anything is sent. The code counts as {longest} characters, its greatest length.', { longest: LONGEST }),
};

/** SMS.by makes a code, sends it and tells it, so that the workflow can compare (sendSmsMessageWithCode; known from the vendor's libraries). */
export const sendCode: Operation<CodeEntry> = {
	value: 'sendCode',
	name: 'Send Code',
	action: 'Send a code by SMS',
	description: 'Let SMS.by make up a code and send it; the result holds the code, to compare it with what the user enters',
	effect: 'write',
	isSend: true,
	hasOwnResult: true,
	fields: [
		toField,
		{
			...messageField,
			default: `Code: ${MARK}`,
			placeholder: `e.g. Code: ${MARK}`,
			description: say('Text of the SMS; {mark} stands where the code goes', { mark: MARK }),
		},
		templateField,
		senderField,
	],
	options: [partsOption],
	entries: (parameters) => {
		const query = { message: textWithMark(parameters), password_object_id: templateOf(parameters), ...optionalSender(parameters) };
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, query } : to));
	},
	pack: ([{ to, query }]) => get('sendSmsMessageWithCode', { ...query, phone: to }),
	unpack: (reply, entries) => sends(reply, entries, ({ code }) => ({ code: codeIn(code) })),
};

function textWithMark(parameters: Parameters): string {
	const text = messageText(parameters, MAX_PARTS, (typed) => segments(typed.replaceAll(MARK, '0'.repeat(LONGEST))));
	if (text.includes(MARK)) return text;
	throw InputError.of('Message', MISTAKES.noMark, { mark: MARK });
}
