import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { incorrect, money, notFound, unixSeconds, type Result } from './answers.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { alphanameOf, meetOddNumber, pay, phoneOf, required, switchedOn, weighed, wholeNumber } from './reading.ts';
import type { Service, Sms, SmsDraft } from './service.ts';
import { PRINTED_SMS } from './state.ts';

const CODE = /^\d{1,16}$/;

/** `sendQuickSMS`: one text to one number. */
export function sendQuickSms({ params }: Call, service: Service): Result {
	const { settings } = service;
	const text = weighed(required(params, 'message'), service);
	const to = phoneOf(required(params, 'phone'));
	if (settings.requiresAlphaname) required(params, 'alphaname_id');
	const from = alphanameOf(textParam(params, 'alphaname_id'), service);
	const showsCost = switchedOn(params, 'show_cost');
	const sms = deliver({ to, from, ...text, ...forwarding(params) }, service);
	// What `show_cost` adds is not documented; these names are an assumption.
	const cost = showsCost ? { cost: money(text.cost), currency: settings.currency } : {};
	return { value: { sms_id: Number(sms.id), status: 'NEW', parts: text.parts, ...cost }, recipients: 1 };
}

function forwarding(params: Form): Pick<SmsDraft, 'forwardingTime' | 'vibername'> {
	if (!switchedOn(params, 'forwarding_message')) return {};
	const vibername = textParam(params, 'vibername_id');
	return { forwardingTime: wholeNumber(params, 'forwarding_time', 5, 60, 60), ...(vibername ? { vibername } : {}) };
}

/** `sendOtpTelegram` and `sendOtpWhatsApp`: a code of digits over a messenger. */
export const sendOtp = (channel: string) => ({ params }: Call, service: Service): Result => {
	const code = required(params, 'message');
	if (!CODE.test(code)) throw incorrect();
	const to = phoneOf(required(params, 'phone'));
	const sms = deliver({ to, channel, ...weighed(code, service) }, service);
	return { value: { sms_id: Number(sms.id), status: 'NEW', parts: 1 }, recipients: 1 };
};

/** Puts a message on its way, if the number and the balance allow it. */
export function deliver(draft: Omit<SmsDraft, 'id'>, service: Service): Sms {
	meetOddNumber(draft.to);
	pay(draft.cost, service);
	const id = String(service.state.next.sms++);
	return service.phones.add({ ...draft, id, fate: ODD_NUMBERS.get(draft.to)?.fate });
}

/** `checkSMS`: when a message was sent and delivered, in seconds since 1970. */
export function checkSms({ params }: Call, service: Service): Result {
	const id = required(params, 'sms_id');
	if (Object.hasOwn(PRINTED_SMS, id)) return { value: PRINTED_SMS[id] };
	const sms = service.phones.get(id);
	if (sms === undefined) throw notFound();
	const started = unixSeconds(sms.deliverAt ?? sms.acceptedAt);
	const sent = sms.status === 'queued' ? 0 : started + service.settings.steps.sent;
	const delivered = ['delivered', 'read'].includes(sms.status) ? started + service.settings.steps.delivered : 0;
	const shapes = {
		document: { sms_id: Number(id), sent, delivered },
		status: { sms_id: Number(id), sent, delivered, status: statusOf(sms) },
		sparse: { sms_id: Number(id), ...(delivered ? { delivered } : sent ? { sent } : {}) },
	};
	return { value: shapes[service.settings.checkShape] };
}

/** The vendor's word for how far a message has got. */
export const statusOf = ({ status }: Sms): string => (status === 'queued' ? 'NEW' : status.toUpperCase());
