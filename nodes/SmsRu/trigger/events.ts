import type { IDataObject } from 'n8n-workflow';

import { isoTime } from '../../shared/sms/dates';
import { stateResult } from '../../shared/trigger/result';
import type { EventKind, PushEvent } from '../../shared/trigger/source';
import { CALL_CHECKS, messageState } from '../codes';
import { say } from '../../shared/language/say';

/** What SMS.ru pushes; heartbeats (`test`) start nothing. */
export const KINDS: EventKind[] = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, has expired, …', hasStates: true },
	{ value: 'callCheck', name: 'Call Check', description: 'A user has called to verify their phone, or has not called in time' },
];

interface Facts {
	id: string;
	code: string;
	/** ISO 8601. */
	at: string;
}

/** The first line of an entry, with the kind of event that it stands for and what its state means. */
const TYPES: Record<string, { kind: string; result: (facts: Facts) => IDataObject & { isFinal: boolean } }> = {
	sms_status: {
		kind: 'deliveryStatus',
		result: ({ id, code, at }) => {
			const { status, text } = messageState(code);
			return stateResult({ id, status, vendorStatus: code, vendorStatusText: text, at });
		},
	},
	callcheck_status: {
		kind: 'callCheck',
		result: ({ id, code, at }) => {
			const { status, isFinal, text } = CALL_CHECKS[code] ?? { status: 'unknown', isFinal: false };
			return { id, status, isFinal, vendorStatus: code, ...(text ? { vendorStatusText: say(text) } : {}), at };
		},
	},
};

/**
 * The event that an entry tells of: lines with the type, the id, the status and the Unix time, of which later versions
 * may have more (known from public handlers). Nothing for a heartbeat and for types that are not known.
 *
 * The time must have its ten digits: the signature is made over all entries together, and only then does none of them
 * still make sense when a stranger cuts a signed push in other places.
 */
export function eventOf(text: string): PushEvent[] {
	const [type, id, code, seconds, ...more] = text.split('\n').map((line) => line.trim());
	const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
	if (!known || !id || !/^-?\d{1,4}$/.test(code ?? '') || !/^\d{10}$/.test(seconds ?? '')) return [];
	const result = known.result({ id, code, at: isoTime(Number(seconds) * 1000) });
	return [
		{
			kind: known.kind,
			identity: [type, id, code, seconds].join('\n'),
			isFinal: result.isFinal,
			result,
			raw: { type, id, status: code, unix_ts: seconds, ...(more.length > 0 ? { more } : {}) },
		},
	];
}
