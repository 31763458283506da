import { areFinal, isFinal, messageResult } from '../../../../../nodes/shared/sms/status';
import { idEntries, idsField, recipientField, withRecipient, type IdEntry } from '../../../../../nodes/shared/sms/entries';
import { InputError, UnclearReply, type Mistake } from '../../../../../nodes/shared/errors';
import { done, type Operation, type Parameters, type Verdict } from '../../../../../nodes/shared/operation';
import { asNumber, asText } from '../../../../../nodes/shared/transport/replies';
import { areSpellings } from '../../../../protocol/codec/messageIds';
import { stateOf } from '../../../../protocol/codec/receipt';
import { isoOf } from '../../../../protocol/codec/times';
import { senderType, type Account } from '../../account';
import { STATES, UNEXPLAINED } from '../../codes';
import { failureOf } from '../../vendor';
import { requestOf, resultOf, type AnswerData, type PduData } from '../../wire';
import { senderOf } from './sender';
import { fromField } from './send';
import { say, type Text } from '../../../../../nodes/shared/language/say';

/** A message by the id that its send returned, and the sender that it was sent with: both must fit. */
export interface SentEntry extends IdEntry {
	from: string;
}

export const sentFields = [
	idsField('e.g. 4C1D'),
	{ ...fromField, description: 'The sender that the message was sent with: providers look for both' },
];

const MISTAKES = {
	id: { what: '"{id}" cannot be a message ID', remedy: 'Enter the ID that a send returned.' },
} satisfies Record<string, Mistake>;

/** Octets of an id, with its NUL (5.2.23). */
const LONGEST_ID = 64;

export function sentEntries(parameters: Parameters): Array<SentEntry | InputError> {
	const from = senderOf(parameters);
	const isId = (id: string) => /^[ -~]+$/.test(id) && id.length <= LONGEST_ID;
	const checked = idEntries(parameters, (entry) => (isId(entry.to) ? entry : InputError.of('Message IDs', MISTAKES.id, { id: entry.to }, entry.to)));
	return checked.map((one) => (one instanceof InputError ? one : { to: one.to, from }));
}

/** What names a sent message in query_sm and cancel_sm. */
export function sentPdu({ to, from }: SentEntry, { addressing }: Account): PduData {
	const { ton, npi } = senderType(from, addressing);
	return { body: { message_id: to, source_addr_ton: ton, source_addr_npi: npi, source_addr: from } };
}

/** How far a message has got (query_sm, 4.8). Many providers do not offer it. */
export const getStatus = (account: Account): Operation<SentEntry> => ({
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of one or more messages by their IDs, where the provider offers that',
	effect: 'read',
	fields: [...sentFields, recipientField],
	entries: (parameters) => withRecipient(sentEntries(parameters), parameters, ...(account.home ? [account.home] : (['BY', 'RU'] as const))),
	pack: ([entry]) => requestOf({ command: 'query_sm', pdus: [sentPdu(entry, account)] }),
	unpack: (reply, [entry]) => {
		const result = resultOf(reply);
		const [answer] = result.answers;
		return [failureOf(result) ?? told(answer, entry)];
	},
	isFinal: areFinal,
});

function told(answer: AnswerData | undefined, { to: id, recipient }: SentEntry): Verdict {
	if (!answer) return unusable('it did not answer');
	// Zeros name no message.
	const named = (asText(answer.body.message_id) ?? '').trim().replace(/^0+$/, '');
	const number = asNumber(answer.body.message_state);
	// A field of zeros is how some leave it out.
	if (number === undefined || (named === '' && number === 0)) return unusable('its answer does not tell the state', answer);
	if (named !== '' && !areSpellings(named, id)) return unusable('its answer is about another message', answer);
	const state = stateOf(number);
	const { status, text } = state ? STATES[state] : UNEXPLAINED;
	const at = isoOf(asText(answer.body.final_date) ?? '');
	const error = asNumber(answer.body.error_code) ?? 0;
	const result = messageResult({
		id,
		to: recipient,
		status,
		vendorStatus: String(number),
		vendorStatusText: error > 0 && isFinal(status) && status !== 'delivered' ? say('{text}: error {error}', { text: say(text), error }) : text,
		...(status === 'delivered' && at ? { deliveredAt: at } : {}),
	});
	return done([result], answer);
}

function unusable(meaning: Text, answer?: AnswerData): never {
	throw new UnclearReply({ kind: 'unclear', meaning, remedy: 'Run again.' }, answer && JSON.stringify(answer));
}
