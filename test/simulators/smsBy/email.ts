import type { Call } from '../kit/call.ts';
import { incorrect, type Result } from './answers.ts';
import { required } from './reading.ts';
import type { Service } from './service.ts';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** `sendEmail` (v2): one e-mail to one address. Known from the vendor's pages and its own libraries. */
export function sendEmail({ params }: Call, { state, phones }: Service): Result {
	const [from, to] = [required(params, 'sender_email'), required(params, 'email')];
	if (![from, to].every((address) => ADDRESS.test(address))) throw incorrect();
	const text = [required(params, 'subject'), required(params, 'message')].join('\n');
	const id = state.next.email++;
	phones.add({ id: `email-${id}`, to, from, text, channel: 'email', parts: 1, cost: 0 });
	return { value: { status: 'OK', result: { email_id: id } }, recipients: 1 };
}
