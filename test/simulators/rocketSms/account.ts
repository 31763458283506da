import { textParam, type Form } from '../kit/form.ts';
import { Refusal, Verbatim, type Result } from './answers.ts';
import type { Service } from './service.ts';

const LONGEST_SENDER = 11;

/** `/simple/balance`: sums have two decimals, as the document prints them. */
export function balance(_: Form, { settings }: Service): Result {
	return { value: new Verbatim(`{"credits":${settings.credits},"balance":${settings.balance.toFixed(2)}}`) };
}

/** `/simple/templates`. The document's sample is no JSON; public clients read an array of objects. */
export function templates(_: Form, { settings }: Service): Result {
	return { value: settings.templates };
}

export function senders(_: Form, { settings }: Service): Result {
	return { value: settings.senders };
}

/** `/simple/senders/add`: a new name waits for the moderators and the operators. */
export function addSender(params: Form, { settings }: Service): Result {
	const sender = textParam(params, 'sender');
	if (sender.length > LONGEST_SENDER) throw new Refusal('SENDER_TOO_LONG');
	if (!/^[A-Za-z0-9.-]+$/.test(sender)) throw new Refusal('SENDER_BAD_FORMAT');
	if (settings.senders.some((one) => one.sender === sender)) throw new Refusal('SENDER_ALREADY_ADDED');
	settings.senders.push({ sender, verified: false, checked: false, registered: false });
	return { value: { status: 'OK' } };
}
