import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { messageResult } from '../../../shared/sms/status';
import { InputError, type Mistake } from '../../../shared/errors';
import { grouped } from '../../../shared/grouped';
import { dryRunOption, maximumPartsOption, messageField, rehearsed, senderField, toField } from '../../../shared/sms/message';
import { partnerOf } from '../../../shared/sms/partner';
import { isoTime } from '../../../shared/sms/dates';
import { sendAtOf, sendAtOption } from '../../../shared/sms/sendAt';
import { isWebAddress } from '../../../shared/sms/webAddress';
import { doneWith, type Operation, type Parameters, type Verdict } from '../../../shared/operation';
import { asNumber, asText, withAnswer, without } from '../../../shared/transport/replies';
import { segments } from '../../../shared/sms/segments';
import { reportAddress, reportToTriggerOption } from '../../../shared/trigger/reportToTrigger';
import { STATUSES } from '../../codes';
import {
	MAX_PER_REQUEST,
	answerOf,
	call,
	hasError,
	idOf,
	isNumber,
	itemsOf,
	refusal,
	unmentioned,
	unproven,
} from '../../vendor';
import { messageEntries, messageOf, senderOf, type MessageEntry } from './entries';

const REFUSED = '-2';

const MISTAKES = {
	twoAddresses: { what: 'is given, and "Report to Trigger" too', remedy: 'Remove one of the two options.' },
	notAddress: { what: '"{callback}" is not a full address', remedy: 'Use an address that begins with http:// or https://.' },
} satisfies Record<string, Mistake>;

const options: INodeProperties[] = [
	sendAtOption('Without it the message goes at once.'),
	maximumPartsOption,
	dryRunOption('Whether SMSPILOT only pretends to send (its test mode): nothing is handed to operators'),
	{
		displayName: 'Time to Live (Minutes)',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1440 },
		default: 1440,
		description: 'How long to try to deliver, 1 to 1440 minutes. Less than 10 may be refused.',
	},
	reportToTriggerOption('SMSPILOT Trigger'),
	{
		displayName: 'Status URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. http://example.com/status',
		description:
			'Address that SMSPILOT calls at each change of the status, with server_id, status and error. SMSPILOT’s document names http:// only; https:// may be refused.',
	},
	{
		displayName: 'Status URL Method',
		name: 'callbackMethod',
		type: 'options',
		options: [
			{ name: 'GET', value: 'get' },
			{ name: 'POST', value: 'post' },
		],
		default: 'get',
		description: 'How SMSPILOT calls the Status URL',
	},
	{
		displayName: 'Own Message ID',
		name: 'ownId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345',
		description: 'A whole number of your own for the message, such as an order number. Without it the node makes one up.',
	},
	{
		displayName: 'Partner ID',
		name: 'partnerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 51',
		description: 'Contract number of the SMSPILOT partner who brought in this account',
	},
];

/** Sends texts of their own to up to 100 numbers in a request (API-2, `send`; official). */
export const send: Operation<MessageEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'Send an SMS to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [
		toField,
		...counted(messageField),
		senderField('searchSenders', 'Registered sender name. Empty means the default sender of the account.'),
	],
	options,
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ dryRun, partner = '' }) => `${dryRun ? 'test' : ''} ${partner}`,
	conflictKey: ({ id }) => id,
	entries: (parameters) => {
		const partner = parameters.once(partnerOf);
		const entries = messageEntries(parameters, parameters.once(settingsOf));
		return rehearsed(partner ? entries.map((one) => (one instanceof InputError ? one : { ...one, partner })) : entries, parameters);
	},
	pack: (entries) => {
		const [{ dryRun, partner }] = entries;
		return { ...call({ send: entries.map(messageOf), ...(dryRun ? { test: 1 } : {}) }), ...(partner ? { query: { r: partner } } : {}) };
	},
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'send', (answer) => {
			const itemFor = finder(itemsOf(answer, 'send'), entries.length);
			return entries.map((entry, place) => sent(itemFor(entry, place), entry, answer));
		}),
};

/**
 * Finds the one item of the answer that bears our number for the message. An answer without any of our numbers is told by
 * its order. Either way, it must speak of the same recipient.
 */
function finder(items: IDataObject[], asked: number): (entry: MessageEntry, place: number) => IDataObject | undefined {
	const isBare = items.length === asked && items.every((item) => idOf(item.id) === undefined);
	const numbered = grouped(items, (item) => asText(item.id));
	return ({ id, to }, place) => {
		const own = (isBare ? [items[place]] : numbered.get(id)) ?? [];
		const phone = own[0]?.to ?? own[0]?.phone;
		const isSame = phone === undefined ? !isBare : isNumber(phone, to);
		return own.length === 1 && isSame ? own[0] : undefined;
	};
}

/** Accepted only with the vendor's own proof: an id, a status that is no refusal, and no error. */
function sent(item: IDataObject | undefined, entry: MessageEntry, answer: IDataObject): Verdict {
	if (!item) return unmentioned(answer);
	const id = idOf(item.server_id);
	const status = asText(item.status);
	if (status === REFUSED) return { ...refusal(item.error, item.error_ru, item), ...(id ? { id } : {}) };
	const isTaken = status !== undefined && Number(status) >= 0 && Object.hasOwn(STATUSES, status);
	if (!id || !isTaken || hasError(item)) return unproven(item, id);
	const packetId = idOf(answer.server_packet_id);
	const result = { ...acceptedMessage(id, status, item, entry), ...(packetId ? { packetId } : {}) };
	return doneWith([result], () => withAnswer(item, without(answer, 'send')));
}

function acceptedMessage(id: string, status: string, item: IDataObject, entry: MessageEntry): IDataObject {
	const { to, text, settings, dryRun } = entry;
	const at = asText(settings.send_datetime)?.replace(' ', 'T');
	const known = STATUSES[status];
	const isScheduled = known.status === 'queued' && at !== undefined;
	return messageResult({
		id,
		to,
		...(isScheduled ? { status: 'scheduled', sendAt: `${at}.000Z` } : { status: known.status }),
		parts: asNumber(item.parts) ?? segments(text).parts,
		...(asNumber(item.price) === undefined ? {} : { cost: asNumber(item.price), currency: 'RUB' }),
		vendorStatus: status,
		vendorStatusText: dryRun ? 'Dry run: nothing was sent' : known.text,
	});
}

function settingsOf(parameters: Parameters): IDataObject {
	return { ...senderOf(parameters), ...timeOf(parameters), ...ttlOf(parameters), ...callbackOf(parameters) };
}

/** The vendor wants Greenwich time, `YYYY-MM-DD HH:MM:SS`. */
function timeOf(parameters: Parameters): IDataObject {
	const moment = sendAtOf(parameters);
	return moment === undefined ? {} : { send_datetime: isoTime(moment).slice(0, 19).replace('T', ' ') };
}

function ttlOf(parameters: Parameters): IDataObject {
	const minutes = parameters.number('ttl');
	return minutes === undefined ? {} : { ttl: String(minutes) };
}

function callbackOf(parameters: Parameters): IDataObject {
	const typed = parameters.text('callbackUrl');
	const trigger = reportAddress(parameters, 'smsPilotTrigger', 'SMSPILOT Trigger');
	if (trigger && typed) throw InputError.of('Status URL', MISTAKES.twoAddresses);
	const callback = trigger ?? typed;
	if (callback === '') return {};
	if (isWebAddress(callback)) {
		return { callback, callback_method: parameters.get('callbackMethod') === 'post' ? 'post' : 'get' };
	}
	throw InputError.of('Status URL', MISTAKES.notAddress, { callback });
}
