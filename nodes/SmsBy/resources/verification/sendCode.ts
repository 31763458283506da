import { InputError, type Mistake } from '../../../shared/errors';
import { maximumPartsOption, messageField, recipientsOf, messageText } from '../../../shared/sms/message';
import { segments } from '../../../shared/sms/segments';
import type { Entry, Operation, Parameters } from '../../../shared/operation';
import { MAX_PARTS, codeIn, get, sent, verdicts } from '../../vendor';
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

/** A code has up to 16 characters. */
const LONGEST_CODE = '0'.repeat(16);

/** SMS.by makes a code, sends it and tells it, so that the workflow can compare (sendSmsMessageWithCode; known from the vendor's libraries). */
export const sendCode: Operation<CodeEntry> = {
	value: 'sendCode',
	name: 'Send Code',
	action: 'Send a code by SMS',
	description: 'Let SMS.by make up a code and send it; the result holds the code, to compare it with what the user enters',
	effect: 'write',
	isSend: true,
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
	options: [maximumPartsOption],
	entries: (parameters) => {
		const query = { message: textWithMark(parameters), password_object_id: templateOf(parameters), ...optionalSender(parameters) };
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, query } : to));
	},
	pack: ([{ to, query }]) => get('sendSmsMessageWithCode', { ...query, phone: to }),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, entry) => sent(answer, entry, ({ code }) => ({ code: codeIn(code) }))),
};

function textWithMark(parameters: Parameters): string {
	const text = messageText(parameters, MAX_PARTS, (marked) => segments(marked.replaceAll(MARK, LONGEST_CODE)));
	if (text.includes(MARK)) return text;
	throw InputError.of('Message', MISTAKES.noMark, { mark: MARK });
}
