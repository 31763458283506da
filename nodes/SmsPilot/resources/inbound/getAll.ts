import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import { isoTime, isoTimeOf, readMoment } from '../../../shared/sms/dates';
import { done, type Operation, type Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { answerOf, call, itemsOf } from '../../vendor';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Choose a moment.' },
} satisfies Record<string, Mistake>;

interface InboundEntry extends ListEntry {
	/** A moment in Greenwich time, or `new`; all if absent. */
	since?: string;
}

const UNREAD = 'new';
const MOSCOW = 'Europe/Moscow';

const fields: INodeProperties[] = [
	{
		displayName: 'Which Messages',
		name: 'which',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'New Only', value: 'new', description: 'Those that no request has returned before' },
			{ name: 'Since a Moment', value: 'since' },
		],
		default: 'all',
		description:
			'Which messages to get. SMSPILOT marks all that it returns as seen, so that "New Only" gives each message once.',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'Messages that came at this moment or later',
		displayOptions: { show: { which: ['since'] } },
	},
	// A limit on new messages would lose the rest: they count as seen.
	...listFields.map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, which: ['all', 'since'] } },
	})),
];

/** Messages that came in (API-2, `inbound`; official). */
export const getAll: Operation<InboundEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many incoming messages',
	description: 'Get the SMS that people have sent to your service numbers',
	effect: 'read',
	fields,
	usesUp: ({ since }) => since === UNREAD,
	entries: (parameters) => [wanted(parameters)],
	pack: ([{ since }]) => call({ inbound: true, ...(since ? { since } : {}) }),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'inbound', (answer) => {
			const items = itemsOf(answer, 'inbound');
			return entries.map((entry) => done(limited(items, entry).map(resultOf), limited(items, entry)));
		}),
};

function wanted(parameters: Parameters): InboundEntry {
	const which = parameters.get('which');
	if (which === 'new') return { since: UNREAD };
	const [list] = listEntries(parameters);
	if (which !== 'since') return list;
	const value = parameters.get('since');
	if (value === undefined || value === '') throw InputError.of('Since', MISTAKES.empty);
	const moment = readMoment(value, parameters.zone, 'Since', parameters.now);
	return { ...list, since: isoTime(moment).slice(0, 19).replace('T', ' ') };
}

/** The document's sample has a key with a blank at its end ("seen "). */
function resultOf(item: IDataObject): IDataObject {
	const { id, phone, num, text, created, seen = item['seen '] } = item;
	return {
		id: asText(id) ?? '',
		from: asText(phone) ?? '',
		to: asText(num) ?? '',
		text: asText(text) ?? '',
		receivedAt: moscowTime(asText(created)),
		isSeen: asText(seen) === '1',
	};
}

/** The vendor writes Moscow time, `YYYY-MM-DD HH:MM`; anything else is passed on as it is. */
function moscowTime(written: string | undefined): string | null {
	if (!written) return null;
	const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(written);
	return (isTime ? isoTimeOf(written, MOSCOW) : undefined) ?? written;
}
