import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import { internationalNumber } from '../../../shared/sms/phone/number';
import { tidied } from '../../../shared/sms/typing';
import type { FormFields, Operation, Parameters } from '../../../shared/operation';
import { asText, filled } from '../../../shared/transport/replies';
import { call, lists, pair } from '../../vendor';
import { moscowTime } from '../days';
import { optionalId } from '../options';

const MISTAKES = {
	outside: { what: 'is {value}', remedy: 'Enter a whole number from 1 to 168.' },
} satisfies Record<string, Mistake>;

/** The largest list that the vendor gives. */
const MOST_ROWS = 10_000;

interface InboxEntry extends ListEntry {
	filters: FormFields;
}

const options: INodeProperties[] = [
	{
		displayName: 'Within Hours',
		name: 'hours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 168 },
		default: 24,
		description: 'Only messages of the last 1 to 168 hours',
	},
	{
		displayName: 'Own Number',
		name: 'ownNumber',
		type: 'string',
		default: '',
		description: 'Only messages to this number of yours',
	},
	{
		displayName: 'After ID',
		name: 'afterId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234',
		description: 'Only messages that came after the one with this ID',
	},
];

/** Messages that people wrote to the account's numbers (get.php with get_answers=1, known from public sources). */
export const getAll: Operation<InboxEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many incoming messages',
	description: 'Get the messages that people wrote to you; ask no more often than once a minute',
	effect: 'read',
	fields: listFields,
	options,
	entries: (parameters) => {
		const filters: FormFields = [
			...pair('hour', hoursOf(parameters)),
			...pair('after_id', optionalId(parameters, 'afterId')),
			...pair('to_phone', ownNumber(parameters)),
		];
		return listEntries(parameters).map((entry) => ({ ...entry, filters }));
	},
	pack: ([{ filters, limit }]) => call('get', [['get_answers', '1'], ...filters, ['cnt', String(Math.min(limit ?? MOST_ROWS, MOST_ROWS))]]),
	unpack: lists(inboxRow, limited),
};

/** A number in the international form, or a short one as it is. */
function ownNumber(parameters: Parameters): string | undefined {
	const typed = tidied(parameters.text('ownNumber'));
	return typed === '' || /^\d{3,6}$/.test(typed) ? typed : internationalNumber(typed, 'RU', parameters.label('ownNumber'));
}

function hoursOf(parameters: Parameters): string | undefined {
	const value = parameters.get('hours');
	if (value === undefined || value === '') return undefined;
	const hours = Number(value);
	if (Number.isInteger(hours) && hours >= 1 && hours <= 168) return String(hours);
	throw InputError.of('Within Hours', MISTAKES.outside, { value: String(value) });
}

function inboxRow({ id, phone, to_phone: to, message, received, sent }: IDataObject): IDataObject {
	return filled({
		id: asText(id),
		from: asText(phone),
		to: asText(to),
		text: asText(message),
		receivedAt: moscowTime(received) ?? asText(received),
		sentAt: moscowTime(sent) ?? asText(sent),
	});
}
