import type { INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import type { Operation, Parameters } from '../../../shared/operation';
import { call, confirms } from '../../vendor';
import { senderNameField, type SenderEntry } from './name';

const MISTAKES = {
	noNumber: { what: '"{name}" is not a number', remedy: 'Only a sender of digits, such as your own phone number, is verified by a code.' },
	noCode: { what: '"{code}" is not a code', remedy: 'Enter the digits that came to the phone.' },
} satisfies Record<string, Mistake>;

const numberField: INodeProperties = {
	...senderNameField,
	displayName: 'Sender Number',
	placeholder: 'e.g. 79999999999',
	description: 'Phone number that is to be a sender',
};

const codeField: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4821',
	description: 'Code that came to the phone',
};

/** @throws {InputError} when it is a name, which no code can prove */
function numberOf(parameters: Parameters): string {
	const name = required(parameters, 'name', numberField.displayName).replace(/^\+/, '');
	if (/^\d{5,15}$/.test(name)) return name;
	throw InputError.of(numberField.displayName, MISTAKES.noNumber, { name });
}

function codeOf(parameters: Parameters): string {
	const code = required(parameters, codeField.name, codeField.displayName);
	if (/^\d{1,20}$/.test(code)) return code;
	throw InputError.of(codeField.displayName, MISTAKES.noCode, { code });
}

/** Has a code sent to the phone that is to be a sender (senders.php with send_code=1, known from public sources). */
export const sendCode: Operation<SenderEntry> = {
	value: 'sendCode',
	name: 'Send Code',
	action: 'Send a code to a sender number',
	description: 'Have SMSC send a code to a phone number that is to be a sender, to prove that it is yours',
	effect: 'write',
	fields: [numberField],
	entries: (parameters) => [{ name: numberOf(parameters) }],
	pack: ([{ name }]) => call('senders', [['send_code', '1'], ['sender', name]]),
	unpack: confirms(({ name }) => ({ name, success: true })),
};

/** Proves by the code that a number is one's own (senders.php with check_code=1, known from public sources). */
export const checkCode: Operation<SenderEntry & { code: string }> = {
	value: 'checkCode',
	name: 'Check Code',
	action: 'Check the code of a sender number',
	description: 'Prove by the code that a phone number is yours and may be a sender',
	effect: 'write',
	fields: [numberField, codeField],
	entries: (parameters) => [{ name: numberOf(parameters), code: codeOf(parameters) }],
	pack: ([{ name, code }]) => call('senders', [['check_code', '1'], ['sender', name], ['code', code]]),
	unpack: confirms(({ name }) => ({ name, success: true })),
};
