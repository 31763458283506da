import type { INodeProperties } from 'n8n-workflow';

import { phoneEntry, type PhoneEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { done, type FormFields, type Operation, type Parameters } from '../../../shared/operation';
import { isObject, asNumber } from '../../../shared/transport/replies';
import { codeIn, contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';
import { phoneField } from '../fields';

const MISTAKES = {
	notCode: { what: '"{code}" is not a code', remedy: 'Enter digits only.' },
} satisfies Record<string, Mistake>;

interface CallEntry extends PhoneEntry {
	settings: FormFields;
}

const ATTEMPTS = 'Attempts';
const VALID = 'Valid For (Seconds)';

const options: INodeProperties[] = [
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0742',
		description: 'A code of your own, in digits; without it SMS.by makes one up',
	},
	{
		displayName: VALID,
		name: 'validFor',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86_400 },
		default: 90,
		description: 'How long the code is accepted',
	},
	{
		displayName: ATTEMPTS,
		name: 'attempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 3,
		description: 'How many times the user may enter a code',
	},
];

/** Rings a phone from a number that ends in the code (flashCall; known from the vendor's public pages and libraries). */
export const flashCall: Operation<CallEntry> = {
	value: 'flashCall',
	name: 'Flash Call',
	action: 'Verify a phone by a flash call',
	description: 'Call a phone from a number whose last digits are the code that the user must enter',
	effect: 'write',
	fields: [phoneField],
	options,
	entries: (parameters) => [{ ...phoneEntry(parameters, 'BY'), settings: settingsOf(parameters) }],
	pack: ([{ to, settings }]) => post('flashCall', [['phone', to], ...settings]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to }) => {
			const data = single(contentOf(answer));
			const id = isObject(data) ? idOf(data.fclid) : undefined;
			if (!id || !isObject(data)) return unproven(answer);
			const [attempts, validFor] = [asNumber(data.attempt) ?? null, asNumber(data.time_valid) ?? null];
			return done([{ id, to, code: codeIn(data.code), attempts, validFor }], answer);
		}, { proof: 'fclid' }),
};

function settingsOf(parameters: Parameters): FormFields {
	const attempts = parameters.number('attempts');
	const validFor = parameters.number('validFor');
	const code = parameters.text('code');
	if (!/^\d*$/.test(code)) throw InputError.of('Code', MISTAKES.notCode, { code });
	return [
		...(code ? [['code', code] as [string, string]] : []),
		...(attempts === undefined ? [] : [['attempt', String(attempts)] as [string, string]]),
		...(validFor === undefined ? [] : [['time_valid', String(validFor)] as [string, string]]),
	];
}
