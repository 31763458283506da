import { isoTime } from '../../shared/moments';
import { numberOf } from '../../shared/replies';
import { stateResult } from '../../shared/trigger/result';
import type { EventKind, PushEvent } from '../../shared/trigger/source';
import { moscowTime } from '../resources/days';
import { factsOf, stateOf } from '../resources/message/states';
import { kindOf, type Notice, type NoticeKind } from './notices';

/** What SMSC tells a handler. */
export const KINDS: Array<EventKind & { value: NoticeKind }> = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, has expired, …; also the result of a number lookup', hasStates: true },
	{ value: 'incomingSms', name: 'Incoming SMS', description: 'Somebody wrote to a number of the account' },
	{ value: 'callConfirmation', name: 'Call Confirmation', description: 'A user has called to verify their phone' },
];

const EVENTS: Record<NoticeKind, (notice: Notice) => PushEvent | undefined> = {
	deliveryStatus(notice) {
		const { id, phone: to, status: vendorStatus, err } = notice;
		if (!id || !to || !vendorStatus) return undefined;
		const { status, text } = stateOf(vendorStatus, err);
		const state = stateResult({ id, to, status, vendorStatus, vendorStatusText: text, at: atOf(notice) });
		return {
			kind: 'deliveryStatus',
			identity: ['status', id, to, vendorStatus, err, notice.ts].join('\n'),
			isFinal: state.isFinal,
			result: { ...state, ...factsOf(notice, status) },
			raw: notice,
		};
	},
	incomingSms(notice) {
		const { phone: from, mes: text, to, id } = notice;
		if (!from || text === undefined) return undefined;
		const at = atOf(notice);
		return {
			kind: 'incomingSms',
			...(id || at ? { identity: ['incoming', id, from, to, text, at].join('\n') } : {}),
			result: { ...given({ id, from, to }), text, ...given({ at }) },
			raw: notice,
		};
	},
	callConfirmation(notice) {
		const { phone, ts, waitcall: callPhone } = notice;
		if (!phone || !ts) return undefined;
		return {
			kind: 'callConfirmation',
			identity: ['call', phone, ts].join('\n'),
			result: { to: phone, status: 'confirmed', ...given({ callPhone, at: atOf(notice) }) },
			raw: notice,
		};
	},
};

/** The event that a notice tells of; nothing where it lacks what its kind must have. */
export const eventOf = (notice: Notice): PushEvent | undefined => EVENTS[kindOf(notice)](notice);

/** When it happened: Unix seconds, else the wall clock of Moscow. */
function atOf({ ts, time, received }: Notice): string | undefined {
	const seconds = numberOf(ts);
	return seconds && seconds > 0 && seconds < 1e11 ? isoTime(seconds * 1000) : (moscowTime(time) ?? moscowTime(received));
}

const given = (fields: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1])));
