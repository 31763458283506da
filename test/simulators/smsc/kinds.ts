import { PARAMETERS_ERROR, Refusal } from './answers.ts';
import type { Params } from './params.ts';

/** A kind of message: the flag that asks for it, what it costs in the account's money, its number in status answers. */
export interface Kind {
	name: string;
	/** The price of one part, or of one message where there are no parts. */
	price: number;
	/** Unknown for the newer kinds. */
	type?: number;
	/** Sold by the part. */
	hasParts?: true;
	/** Needs no text. */
	isSilent?: true;
	recipients: 'phone' | 'mail' | 'telegram';
}

const KINDS: Record<string, Kind> = {
	hlr: { name: 'hlr', price: 0.3, type: 4, isSilent: true, recipients: 'phone' },
	ping: { name: 'ping', price: 0.9, type: 5, isSilent: true, recipients: 'phone' },
	flash: { name: 'flash', price: 1.4, type: 1, hasParts: true, recipients: 'phone' },
	bin: { name: 'bin', price: 1.4, type: 2, recipients: 'phone' },
	push: { name: 'push', price: 1.4, type: 3, recipients: 'phone' },
	mms: { name: 'mms', price: 9, type: 6, recipients: 'phone' },
	mail: { name: 'mail', price: 0.05, type: 8, recipients: 'mail' },
	soc: { name: 'soc', price: 0.8, type: 12, recipients: 'phone' },
	viber: { name: 'viber', price: 2.1, type: 10, recipients: 'phone' },
	whatsapp: { name: 'whatsapp', price: 2.5, recipients: 'phone' },
	tg: { name: 'tg', price: 1.2, recipients: 'telegram' },
	call: { name: 'call', price: 2, type: 7, recipients: 'phone' },
};

export const SMS: Kind = { name: 'sms', price: 1.4, type: 0, hasParts: true, recipients: 'phone' };

const BOT: Kind = { name: 'bot', price: 0.1, recipients: 'telegram' };

/**
 * The kind that a call asks for. Two flags contradict each other, but for `flash`, which says how a phone shows what `bin` or
 * nothing else says it is.
 */
export function kindOf(params: Params): Kind {
	const asked = Object.entries(KINDS).filter(([flag]) => !['', '0'].includes(params.raw(flag)));
	const isShownAtOnce = asked.some(([flag]) => flag === 'bin');
	const kinds = [...asked.filter(([flag]) => !(flag === 'flash' && isShownAtOnce)).map(([, kind]) => kind), ...(params.has('bot') ? [BOT] : [])];
	if (kinds.length > 1) throw new Refusal(PARAMETERS_ERROR);
	return kinds[0] ?? SMS;
}
