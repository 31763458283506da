import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { messageResult } from '../../../shared/sms/status';
import { InputError, type Mistake } from '../../../shared/errors';
import { dryRunOption, maximumPartsOption, messageField, rehearsed, senderField, senderName, toField } from '../../../shared/sms/message';
import { isoTime } from '../../../shared/sms/dates';
import { isNothing } from '../../../shared/sms/blank';
import { partnerOf } from '../../../shared/sms/partner';
import { sendAtOf, sendAtOption } from '../../../shared/sms/sendAt';
import { doneWith, type FormFields, type Operation, type Parameters, type Verdict } from '../../../shared/operation';
import { segments } from '../../../shared/sms/segments';
import { transliterated } from '../../../shared/sms/transliteration';
import { asText, withAnswer, without } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import { MAX_PER_REQUEST, call, idOf, isOk, isRefused, partFor, refusal, unmentioned, unproven, verdicts } from '../../vendor';
import { captchaNotice, ipOf, ipOption } from '../ip';
import { sharing, textEntries, textForm, type MessageEntry } from './entries';

const TWO_MONTHS = 62 * 24 * 3_600_000;

const MISTAKES = {
	ignoredTime: { what: 'is ignored by SMS.ru together with "Only in Daytime"', remedy: 'Remove one of the two options.' },
} satisfies Record<string, Mistake>;

const options: INodeProperties[] = [
	sendAtOption('At most two months ahead. A time of the last day sends at once.'),
	{
		displayName: 'Only in Daytime',
		name: 'daytime',
		type: 'boolean',
		default: false,
		description: 'Whether a message to a recipient whose local time is past 20:00 waits until 10:00. Cannot go with "Send At", which SMS.ru would ignore.',
	},
	maximumPartsOption,
	dryRunOption('Whether SMS.ru only pretends to send (its test mode): nothing is sent, nothing is paid'),
	ipOption,
	{
		displayName: 'Transliterate',
		name: 'translit',
		type: 'boolean',
		default: false,
		description: 'Whether to write Russian letters in Latin ones, which fit 160 to a part',
	},
	{
		displayName: 'Time to Live (Minutes)',
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1440 },
		default: 1440,
		description: 'How long to try to deliver, 1 to 1440 minutes. With this option, the price of an undelivered message is not refunded.',
	},
	{
		displayName: 'Partner ID',
		name: 'partnerId',
		type: 'string',
		default: '',
		description: 'Your number in SMS.ru’s partner programme',
	},
];

const optional = (value: unknown): string | undefined => asText(value)?.trim() || undefined;

const flag = (option: string) => (parameters: Parameters) => (parameters.flag(option) ? '1' : undefined);

/** How each setting is checked and written; in the order of the vendor's document. */
const SETTINGS: Array<[name: string, write: (parameters: Parameters) => string | undefined]> = [
	['from', (parameters) => optional(senderName(parameters))],
	['ip', ipOf],
	['time', timeOf],
	['ttl', (parameters) => parameters.number('ttl')?.toString()],
	['daytime', flag('daytime')],
	['translit', flag('translit')],
	['test', flag('dryRun')],
	['partner_id', partnerOf],
];

/** Sends one text to many numbers, or a text to each, up to 100 in a request (sms.ru/api/send). */
export const send: Operation<MessageEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS',
	description: 'Send an SMS to one or more phone numbers',
	effect: 'write',
	isSend: true,
	fields: [
		toField,
		...counted(messageField, { '/options.translit': [true] }),
		senderField('searchSenders', 'Approved sender name. Empty means the default sender of the account.'),
		captchaNotice,
	],
	options,
	maxPerRequest: MAX_PER_REQUEST,
	...sharing,
	entries: (parameters) => rehearsed(textEntries(parameters, parameters.once(settingsOf)), parameters),
	pack: (entries) => call('/sms/send', textForm(entries)),
	unpack: (reply, entries) => verdicts(reply, entries, sent),
};

/** Accepted only with the vendor's own proof: OK, code 100 and an id; refused only with its ERROR. */
function sent(answer: IDataObject, entry: MessageEntry): Verdict {
	const part = partFor(answer, entry.to);
	if (!part) return unmentioned(answer);
	if (isRefused(part)) return refusal(part);
	const id = idOf(part.sms_id);
	if (!isOk(part) || !id || part.status_code === undefined) return unproven(part, id);
	return doneWith([acceptedMessage(id, entry)], () => ({ to: entry.to, ...withAnswer(part, without(answer, 'sms')) }));
}

function acceptedMessage(id: string, { to, text, settings }: MessageEntry): IDataObject {
	const { time, translit, test } = Object.fromEntries(settings);
	const { status, text: meaning } = STATUSES[100];
	return messageResult({
		id,
		to,
		...(time ? { status: 'scheduled', sendAt: isoTime(Number(time) * 1000) } : { status }),
		parts: segments(translit ? transliterated(text) : text).parts,
		vendorStatus: '100',
		vendorStatusText: test ? 'Dry run: nothing was sent' : meaning,
	});
}

function settingsOf(parameters: Parameters): FormFields {
	return SETTINGS.flatMap(([name, write]) => {
		const value = write(parameters);
		return value === undefined ? [] : [[name, value] as FormFields[number]];
	});
}

function timeOf(parameters: Parameters): string | undefined {
	if (parameters.flag('daytime') && !isNothing(parameters.get('sendAt'))) throw InputError.of('Send At', MISTAKES.ignoredTime);
	const moment = sendAtOf(parameters, TWO_MONTHS);
	return moment === undefined ? undefined : String(Math.round(moment / 1000));
}
