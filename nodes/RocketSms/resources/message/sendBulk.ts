import { maximumPartsOption } from '../../../shared/sms/message';
import { sendAtOption } from '../../../shared/sms/sendAt';
import { forAll, type Operation, type Reply, type Verdict } from '../../../shared/operation';
import { asText, isObject, jsonOf, unexpectedReply } from '../../../shared/transport/replies';
import { call, idIn } from '../../vendor';
import { requestRefused, verdictOn } from './sent';
import { sendFields, textEntries, type MessageEntry } from './entries';
import { say } from '../../../shared/language/say';
import { doubt } from '../../../shared/errors';

/** Numbers per request. No limit is known: an answer that gets lost leaves all of them in doubt, so the number is modest. */
const MAX_PER_REQUEST = 100;

/**
 * Sends one text to many numbers in a request (bulkSend; known from public clients only). Its answer is an array in the
 * order of the numbers, without the numbers: a number may stand in a request once, or the two would not match.
 */
export const sendBulk: Operation<MessageEntry> = {
	value: 'sendBulk',
	name: 'Send Bulk',
	action: 'Send an SMS to many numbers',
	description: 'Send the same SMS to many phone numbers in few requests',
	effect: 'write',
	isSend: true,
	fields: [
		{
			displayName:
				'The vendor’s document that this node was built on does not have this call: it is known from public code. Try it with a few numbers of your own first; "Send" is documented.',
			name: 'bulkNotice',
			type: 'notice',
			default: '',
		},
		...sendFields,
	],
	options: [maximumPartsOption, sendAtOption()],
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ text, settings }) => JSON.stringify([text, settings]),
	conflictKey: ({ to }) => to,
	entries: (parameters) => textEntries(parameters),
	pack: (entries) => {
		const [{ text, settings }] = entries;
		const phones = entries.map(({ to }): [string, string] => ['phones[]', to]);
		return call('/bulkSend', [...phones, ['text', text], ...settings]);
	},
	unpack: (reply, entries) => {
		const answer = jsonOf(reply);
		const refused = requestRefused(reply, answer);
		if (refused) return forAll(entries, refused);
		const parts = partsOf(answer, entries.length, reply);
		return entries.map((entry, place) => partVerdict(parts[place], entry));
	},
};

/** @throws {UnclearReply} when there is not one part for each number: then nobody knows which are whose */
function partsOf(answer: unknown, count: number, reply: Reply): unknown[] {
	const parts = count === 1 && isObject(answer) ? [answer] : answer;
	if (Array.isArray(parts) && parts.length === count) return parts;
	throw unexpectedReply(reply, say('its answer is not one result for each of {count} {count|number|numbers}', { count }));
}

function partVerdict(part: unknown, entry: MessageEntry): Verdict {
	const verdict = verdictOn(part, entry);
	if (!verdict) return { outcome: 'unknown', problem: NOT_MENTIONED, raw: part };
	if (isOfAnother(part, entry.to)) return { outcome: 'unknown', problem: OF_ANOTHER, id: idIn(part), raw: part };
	return isObject(part) ? { ...verdict, raw: { to: entry.to, ...part } } : verdict;
}

/** Digits that a number has at home and abroad: fewer name nobody. */
const COMMON = 9;

/** Parts are known to have no number; one that has another than its own is somebody else's. */
function isOfAnother(part: unknown, to: string): boolean {
	const digits = isObject(part) ? (asText(part.phone) ?? asText(part.to) ?? '').replace(/\D/g, '') : '';
	return digits.length >= COMMON && digits.slice(-COMMON) !== to.slice(-COMMON);
}

const OF_ANOTHER = doubt('RocketSMS', 'its answer names another number in its place');

const NOT_MENTIONED = doubt('RocketSMS', 'its answer names neither a message ID nor an error for it');
