import { phoneEntry, required, type PhoneEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { timeOf } from '../../times';
import { contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';
import { phoneField } from '../fields';

interface ConfirmEntry extends PhoneEntry {
	code: string;
	call: string;
}

/**
 * Whether the code that the user entered is that of the flash call (confirmFlashCall; known from the vendor's public
 * pages and libraries). A question uses up an attempt, so it is never repeated.
 */
export const confirmFlashCall: Operation<ConfirmEntry> = {
	value: 'confirmFlashCall',
	name: 'Confirm Flash Call',
	action: 'Confirm a flash call',
	description: 'Check the code that the user has entered after a flash call',
	effect: 'write',
	fields: [
		phoneField,
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0742',
			description: 'What the user has entered',
		},
		{
			displayName: 'Call ID',
			name: 'callId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1001',
			description: 'ID that "Flash Call" returned (fclid)',
		},
	],
	entries: (parameters) => [
		{
			...phoneEntry(parameters, 'BY'),
			code: required(parameters, 'code', 'Code'),
			call: required(parameters, 'callId', 'Call ID'),
		},
	],
	pack: ([{ to, code, call }]) => post('confirmFlashCall', [['phone', to], ['code', code], ['fclid', call]]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to, call: id }) => {
			const [one, data] = [single(answer), single(contentOf(answer))];
			const isConfirmed = isObject(one) && asText(one.status)?.toLowerCase() === 'success';
			if (!isConfirmed || !isObject(data) || !idOf(data.fclid)) return unproven(answer);
			const [activatedAt, quantity] = [timeOf(data.activated_at) ?? null, asNumber(data.quantity) ?? null];
			return done([{ id, to, isConfirmed, activatedAt, quantity }], answer);
		}),
};
