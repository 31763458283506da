import type { INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { InputError, type Mistake } from '../../../shared/errors';
import { maximumPartsOption, messageField, recipientsOf, messageText } from '../../../shared/sms/message';
import type { Entry, FormFields, Operation, Parameters } from '../../../shared/operation';
import { MAX_PARTS, post, sends } from '../../vendor';
import { senderField, senderOf, toField } from '../fields';
import { MOST_PER_BULK, packMailings, receipts, sharing, type MailingEntry } from '../mailings';
import type { Text } from '../../../shared/language/say';

const MISTAKES = {
	notId: { what: '"{viberName}" is not an ID', remedy: 'Look it up with "Viber: Get Senders".' },
	conflict: { what: 'does not go together with "{other}"', remedy: 'Remove one of the two options.' },
} satisfies Record<string, Mistake>;

/** A message of its own request, or one of a bulk. */
type SendEntry = MessageEntry | MailingEntry;

interface MessageEntry extends Entry {
	to: string;
	text: string;
	settings: FormFields;
}

const FORWARD = 'Forward to Viber After (Minutes)';

const options: INodeProperties[] = [
	maximumPartsOption,
	{
		displayName: FORWARD,
		name: 'forwardingTime',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 60 },
		default: 60,
		description: 'If the SMS is not delivered within this time, 5 to 60 minutes, its text is sent over Viber',
	},
	{
		displayName: 'Viber Sender ID',
		name: 'vibernameId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 17',
		description: 'ID of the Viber name that a forwarded message comes from (see "Viber: Get Senders")',
	},
	{
		displayName: 'Show Cost',
		name: 'showCost',
		type: 'boolean',
		default: false,
		description: 'Whether to ask SMS.by for the price of the message',
	},
	{
		displayName: 'Send as Bulk',
		name: 'sendAsBulk',
		type: 'boolean',
		default: false,
		description:
			'Whether to send all items in as few requests as possible. SMS.by then gives one receipt for all; read the outcomes with "Bulk: Get Status".',
	},
];

/** Sends a text to each number by a request of its own (sendQuickSMS), or many in one (sendBulkSms). */
export const send: Operation<SendEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'Send an SMS to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [toField, ...counted(messageField), senderField],
	options,
	maxPerRequest: MOST_PER_BULK,
	batchKey: (entry) => (isMailing(entry) ? `bulk ${sharing.batchKey(entry)}` : 'alone'),
	conflictKey: (entry) => (isMailing(entry) ? sharing.conflictKey(entry) : 'each'),
	entries: (parameters) => {
		const common = { text: messageText(parameters, MAX_PARTS), ...((parameters.flag('sendAsBulk') ? parameters.once(bulk) : parameters.once(quick))) };
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, ...common } : to));
	},
	pack: (entries) => {
		const mailing = entries.filter(isMailing);
		if (mailing.length > 0) return packMailings(mailing);
		const [{ to, text, settings }] = entries as MessageEntry[];
		return post('sendQuickSMS', [['phone', to], ['message', text], ...settings]);
	},
	unpack: (reply, entries) =>
		entries.every(isMailing) ? receipts(reply, entries) : sends(reply, entries),
};

const isMailing = (entry: SendEntry): entry is MailingEntry => 'mailing' in entry;

function quick(parameters: Parameters): Pick<MessageEntry, 'settings'> {
	const forwarding = forwardingOf(parameters);
	return {
		settings: [
			['alphaname_id', senderOf(parameters)],
			...(parameters.flag('showCost') ? [['show_cost', '1'] as [string, string]] : []),
			...forwarding,
		],
	};
}

function forwardingOf(parameters: Parameters): FormFields {
	const minutes = parameters.number('forwardingTime');
	const viberName = parameters.text('vibernameId');
	if (minutes === undefined && viberName === '') return [];
	if (!/^\d*$/.test(viberName)) {
		throw InputError.of('Viber Sender ID', MISTAKES.notId, { viberName });
	}
	return [
		['forwarding_message', '1'],
		['forwarding_time', String(minutes ?? 60)],
		...(viberName ? [['vibername_id', viberName] as [string, string]] : []),
	];
}

/** Options that only a request of its own knows. */
const ONLY_ALONE: Array<[name: string, label: Text]> = [
	['forwardingTime', FORWARD],
	['vibernameId', 'Viber Sender ID'],
	['showCost', 'Show Cost'],
];

function bulk(parameters: Parameters): Pick<MailingEntry, 'mailing' | 'callbackUrl'> {
	const conflict = ONLY_ALONE.find(([name]) => parameters.get(name));
	if (conflict) throw InputError.of('Send as Bulk', MISTAKES.conflict, { other: conflict[1] });
	return { mailing: { alphaname_id: senderOf(parameters), name: 'n8n', message_type: 'personal' }, callbackUrl: '' };
}
