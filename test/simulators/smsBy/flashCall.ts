import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { bare, notFound, type Result } from './answers.ts';
import { meetOddNumber, phoneOf, required, wholeNumber } from './reading.ts';
import type { Service } from './service.ts';
import { written } from './times.ts';

const NOT_VERIFIED = 421;

/** `flashCall`: rings from a number that ends in the code. The call is shown on the phone. */
export function flashCall({ params }: Call, { state, phones, now }: Service): Result {
	const phone = phoneOf(required(params, 'phone'));
	meetOddNumber(phone);
	const given = textParam(params, 'code');
	if (given !== '' && !/^\d{4}$/.test(given)) throw bare(NOT_VERIFIED);
	const attempts = wholeNumber(params, 'attempt', 1, 10, 3);
	const seconds = wholeNumber(params, 'time_valid', 1, 3600, 90);
	const id = String(state.next.flashCall++);
	const code = given || id.slice(-4).padStart(4, '0');
	state.flashCalls.set(id, { phone, code, attempts, validUntil: now() + seconds * 1000 });
	phones.add({ id: `call-${id}`, to: phone, text: `Incoming call, code ${code}`, channel: 'call', parts: 0, cost: 0 });
	return { value: { status: 'success', data: { code, phone, time_valid: String(seconds), fclid: id, attempt: attempts } }, recipients: 1 };
}

/** `confirmFlashCall`: compares the code, so many times and so long. The vendor’s pages name 421 for what is not verified. */
export function confirmFlashCall({ params }: Call, { state, now }: Service): Result {
	const phone = phoneOf(required(params, 'phone'));
	const code = required(params, 'code');
	const fclid = required(params, 'fclid');
	const call = state.flashCalls.get(fclid);
	if (call === undefined || call.phone !== phone) throw notFound();
	if (now() > call.validUntil || call.attempts <= 0) throw bare(NOT_VERIFIED);
	call.attempts--;
	if (code !== call.code) throw bare(NOT_VERIFIED);
	call.activatedAt = written(now());
	const data = { fclid, phone, activated_at: call.activatedAt, valid: true, quantity: call.attempts };
	return { value: { status: 'success', message: 'The code is confirmed', data } };
}
