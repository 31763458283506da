import type { Problem } from '../../../nodes/shared/errors';
import type { Unwritable } from '../../protocol/codec/pdu';
import type { OpenFailure, Reason } from '../../protocol/session/types';
import { bindProblem } from './codes';
import { say, type Text } from '../../../nodes/shared/language/say';

type Row = Pick<Problem, 'kind' | 'meaning' | 'remedy'>;

const AGAIN = 'It was not sent. Run again.';
const CHECK = 'It may have been sent, and is not sent again. Check your account with the provider, or wait for the delivery receipt.';

/** Why there was no connection; nothing was sent. Walls that every request would meet end the run. */
const OPENING: Record<Exclude<OpenFailure['failed'], 'bind refused' | 'unwritable'>, Row> = {
	'name unknown': { kind: 'unreachable', meaning: 'its host name is not known', remedy: 'Check Host in the credential: a name or an address, without smpp:// and without the port.' },
	refused: { kind: 'unreachable', meaning: 'nobody answers at its address', remedy: 'Check Host and Port in the credential, and whether a firewall lets this n8n out.' },
	unreachable: { kind: 'unreachable', meaning: 'its address cannot be reached', remedy: 'Check Host in the credential, and this n8n’s connection to the internet.' },
	'no answer': { kind: 'unreachable', meaning: 'it does not answer', remedy: 'Check Host and Port in the credential, whether a firewall lets this n8n out, and whether the port is one for TLS.' },
	'no CA': { kind: 'credential', meaning: '"CA Certificate" in the credential is none', remedy: 'Paste the whole of it, with the lines BEGIN CERTIFICATE and END CERTIFICATE, or leave the field empty.' },
	certificate: { kind: 'address', meaning: 'its certificate is not trusted', remedy: 'Check Host in the credential. If the provider has an authority of its own, enter its certificate as "CA Certificate".' },
	'no TLS': { kind: 'address', meaning: 'it does not speak TLS at this port', remedy: 'Use the provider’s port for TLS, or switch "Use TLS" off in the credential.' },
	'closed before TLS': { kind: 'address', meaning: 'it closed the connection instead of speaking TLS', remedy: 'Use the provider’s port for TLS, or switch "Use TLS" off in the credential. If both are right, ask the provider to put the IP address of this n8n on its list.' },
	'no SMPP': { kind: 'address', meaning: 'it did not answer the login as SMPP does', remedy: 'Check Host and Port in the credential, and ask the provider whether SMPP 3.4 is spoken there.' },
	'closed at once': { kind: 'address', meaning: 'it closed the connection at once', remedy: 'Ask the provider to put the IP address of this n8n on its list. Check also that "Use TLS" fits the port.' },
};

/** The problem of a connection that did not come about. */
export function openingProblem(failure: OpenFailure): Problem {
	if (failure.failed === 'bind refused') return bindProblem(failure.status);
	if (failure.failed === 'unwritable') {
		return { kind: 'credential', meaning: unwritableMeaning(failure.unwritable), remedy: 'Correct it in the credential: SMPP takes Latin letters, digits and common characters.' };
	}
	return { ...OPENING[failure.failed], ...(failure.code ? { code: failure.code } : {}) };
}

const LABELS: Record<string, Text> = {
	system_id: 'System ID',
	password: 'Password',
	system_type: 'System Type',
	source_addr: 'Sender',
	destination_addr: 'To',
	message_id: 'Message ID',
};

const UNWRITABLE: Record<Unwritable['unwritable'], Text> = {
	'not a number of one octet': 'not a number of one octet',
	'too long': 'too long',
	'holds other characters than printable ASCII': 'holds other characters than printable ASCII',
	'does not fit the parameter': 'does not fit the parameter',
	'no header': 'no header',
};

function unwritableMeaning({ field, unwritable, most }: Unwritable): string {
	const room = most === undefined ? '' : ` (${say('at most {most} {most|character|characters}', { most })})`;
	return `${say(LABELS[field] ?? field)}: ${say(UNWRITABLE[unwritable])}${room}`;
}

const REASONS: Record<Reason, Text> = {
	closed: 'closed',
	cancelled: 'cancelled',
	'connection lost': 'connection lost',
	'no sign of life': 'no sign of life',
	'out of step': 'out of step',
	'unbound by the other side': 'unbound by the other side',
	'no answer in time': 'no answer in time',
};

/** The problem of a request that certainly did not leave. */
export function unsentProblem(reason: Reason | Unwritable): Problem {
	if (typeof reason !== 'string') return { kind: 'input', meaning: unwritableMeaning(reason), remedy: 'Correct the value.' };
	return { kind: 'unreachable', meaning: say('the connection was not there any more ({reason})', { reason: say(REASONS[reason]) }), remedy: AGAIN };
}

/** Why a run ends that would only make more messages unclear. */
export const SILENT: Problem = {
	kind: 'unreachable',
	meaning: 'it broke the connection or kept silent three times in a row, with no answer in between',
	remedy: 'It was not sent. Ask the provider what is wrong, check the messages that are unclear, and run again.',
};

/** Why a run ends of which nothing is taken any more. */
export const TOO_SLOW: Problem = {
	kind: 'throttle',
	meaning: 'it refused the last messages, because too many came at once',
	remedy: 'It was not sent. Lower "Messages per Second" in the credential under "Advanced Settings", or ask the provider for more.',
};

/** The problem of a request whose answer says neither yes nor no. */
export const NO_ANSWER: Problem = { kind: 'unclear', meaning: 'its answer could not be understood', remedy: CHECK };

/** The problem of a request that left and was not answered. */
export function unansweredProblem(reason: Reason): Problem {
	const meanings: Partial<Record<Reason, Text>> = {
		'no answer in time': 'it did not answer in time',
		'no sign of life': 'the connection died before its answer came',
		'unbound by the other side': 'it ended the connection before it answered',
	};
	return { kind: 'unclear', meaning: meanings[reason] ?? 'the connection broke before its answer came', remedy: CHECK };
}
