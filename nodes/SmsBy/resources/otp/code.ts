import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { recipientsOf } from '../../../shared/sms/message';
import type { Entry, Operation, Parameters } from '../../../shared/operation';
import { post, sends } from '../../vendor';
import { toField } from '../fields';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Enter 1 to 16 digits and nothing else.' },
	notCode: { what: '"{code}" is not a code', remedy: 'Enter 1 to 16 digits and nothing else.' },
} satisfies Record<string, Mistake>;

interface CodeEntry extends Entry {
	to: string;
	code: string;
}

const codeField: INodeProperties = {
	displayName: 'Code',
	name: 'message',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0742',
	description: 'The code that the user must enter: digits only, at most 16',
};

/** A send of a code over a messenger (sendOtpTelegram, sendOtpWhatsApp): both take and answer the same. */
export const otpOperation = (
	looks: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
	method: string,
): Operation<CodeEntry> => ({
	...looks,
	effect: 'write',
	isSend: true,
	fields: [toField, codeField],
	entries: (parameters) => {
		const code = codeOf(parameters);
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, code } : to));
	},
	pack: ([{ to, code }]) => post(method, [['phone', to], ['message', code]]),
	unpack: (reply, entries) => sends(reply, entries),
});

/** @throws {InputError} when it is not 1 to 16 digits */
function codeOf(parameters: Parameters): string {
	const code = parameters.text('message');
	if (/^\d{1,16}$/.test(code)) return code;
	throw InputError.of('Code', code === '' ? MISTAKES.empty : MISTAKES.notCode, { code });
}
