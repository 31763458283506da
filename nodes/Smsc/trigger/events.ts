import { isoTimeOfSeconds } from '../../shared/sms/dates';
import { asNumber } from '../../shared/transport/replies';
import { stateResult } from '../../shared/trigger/result';
import type { EventKind, PushEvent } from '../../shared/trigger/source';
import { moscowTime } from '../resources/days';
import { NO_STATUS, factsOf, stateOf } from '../resources/message/states';
import { kindOf, type Notice, type NoticeKind } from './notices';

/** What SMSC tells a handler. */
export const KINDS: Array<EventKind & { value: NoticeKind }> = [
	{ value: 'deliveryStatus', name: 'Delivery Status', description: 'A message was delivered, has expired, …; also the result of a number lookup', hasStates: true },
	{ value: 'incomingSms', name: 'Incoming SMS', description: 'Somebody wrote to a number of the account' },
	{ value: 'callConfirmation', name: 'Call Confirmation', description: 'A user has called to verify their phone' },
];

/** A phone or whatever else stands for a person: a name or a short number may write, an e-mail address may be written to. */
const WHOLE = /^[^:]+$/;

/**
 * The forms of the signed fields. The signature covers the values alone, joined by colons: a notice that is rightly signed must
 * make no sense when a stranger gives its values other names or cuts them in other places. A status ends with a short code, a
 * reply with a longer number or none, and only a reply's text may hold colons.
 */
const FORMS: Record<NoticeKind, Record<string, RegExp>> = {
	deliveryStatus: { id: WHOLE, phone: WHOLE, status: /^-?\d{1,3}$/ },
	incomingSms: { phone: WHOLE, to: /^([^:]{4,})?$/ },
	callConfirmation: { phone: WHOLE, ts: /^\d{9,10}$/ },
};

const hasForm = (notice: Notice): boolean =>
	Object.entries(FORMS[kindOf(notice)]).every(([name, form]) => form.test(notice[name] ?? ''));

const EVENTS: Record<NoticeKind, (notice: Notice) => PushEvent> = {
	deliveryStatus(notice) {
		const { id, phone: to, status: vendorStatus, err } = notice;
		const { status, text } = stateOf(vendorStatus, err);
		const state = stateResult({ id, to, status, vendorStatus, vendorStatusText: text, at: atOf(notice) });
		const isOver = state.isFinal || err === NO_STATUS;
		return {
			kind: 'deliveryStatus',
			// Only what is signed: a stranger who repeats a push may change all the rest.
			identity: ['status', id, to, vendorStatus].join('\n'),
			isFinal: isOver,
			result: { ...state, isFinal: isOver, ...factsOf(notice, status) },
			raw: notice,
		};
	},
	incomingSms(notice) {
		const { phone: from, mes: text, to, id } = notice;
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
		return {
			kind: 'callConfirmation',
			identity: ['call', phone, ts].join('\n'),
			result: { to: phone, status: 'confirmed', ...given({ callPhone, at: atOf(notice) }) },
			raw: notice,
		};
	},
};

/** The event that a notice tells of; nothing where its fields are not in the form of its kind. */
export const eventOf = (notice: Notice): PushEvent | undefined => (hasForm(notice) ? EVENTS[kindOf(notice)](notice) : undefined);

/** When it happened: Unix seconds, else the wall clock of Moscow. */
function atOf({ ts, time, received }: Notice): string | undefined {
	return isoTimeOfSeconds(asNumber(ts)) ?? moscowTime(time) ?? moscowTime(received);
}

const given = (fields: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1])));
