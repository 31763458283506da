import type { Call } from '../kit/call.ts';
import { incorrect, type Result } from './answers.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { meetOddNumber, phoneOf, required } from './reading.ts';
import { nameIn, type Service, type Sms } from './service.ts';

/** `sendQuickViberMessage` (v1): one text to one number over Viber. Known from the vendor's own libraries. */
export function sendQuickViberMessage({ params }: Call, { state, settings, phones }: Service): Result {
	const to = phoneOf(required(params, 'phone'));
	const from = nameIn(settings.vibernames, required(params, 'vibername_id'));
	if (from === undefined) throw incorrect();
	const text = required(params, 'message');
	meetOddNumber(to);
	const viber = state.next.viber++;
	const fate = ODD_NUMBERS.get(to)?.fate;
	phones.add({ id: `viber-${viber}`, to, from, text, channel: 'viber', parts: 1, cost: 0, fate });
	return { value: { status: 'OK', result: { viber_id: viber } }, recipients: 1 };
}

/** An SMS that did not arrive goes out over Viber, if its sender asked for that. */
export function forward(sms: Sms, { phones, settings }: Service): void {
	if (sms.status !== 'undelivered' || sms.forwardingTime === undefined) return;
	phones.add({
		id: `viber-of-${sms.id}`,
		to: sms.to,
		from: nameIn(settings.vibernames, sms.vibername ?? ''),
		text: sms.text,
		channel: 'viber',
		deliverAt: sms.acceptedAt + sms.forwardingTime * 60_000,
		parts: 1,
		cost: 0,
	});
}
