import { Refusal } from './codes.ts';
import type { Inbound, Service } from './service.ts';
import { moscowTime, parseGmt } from './times.ts';

/**
 * Messages that came in: all, those since a moment (GMT), or those that no request has returned yet. What is returned
 * counts as seen from then on; the answer still shows how it was before.
 */
export function inboundSince(since: string, { settings }: Service): Inbound[] {
	const wanted = settings.inbound.filter(filterFor(since));
	const answer = wanted.map((message) => ({ ...message }));
	for (const message of wanted) message.seen = '1';
	return answer;
}

function filterFor(since: string): (message: Inbound) => boolean {
	if (since === '') return () => true;
	if (since === 'new') return ({ seen }) => seen === '0';
	const from = parseGmt(since);
	if (from === undefined) throw new Refusal(500);
	const fromMoscow = moscowTime(from).slice(0, 16);
	return ({ created }) => created >= fromMoscow;
}

/** Somebody writes to a service number. */
export function receive({ phone, num, text }: { phone: string; num: string; text: string }, { settings, now }: Service): Inbound {
	const id = String(12_345 + settings.inbound.length);
	const message: Inbound = { id, phone, num, text, created: moscowTime(now()).slice(0, 16), seen: '0' };
	settings.inbound = [...settings.inbound, message];
	return message;
}
