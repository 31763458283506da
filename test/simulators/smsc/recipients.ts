import type { Kind } from './kinds.ts';
import { ODD_NUMBERS, type OddNumber } from './numbers.ts';
import type { Service } from './service.ts';

/** One recipient, as written and as the vendor understands him. */
export interface Recipient {
	to: string;
	/** He cannot be served: the code of a call for him alone, his own status and error. */
	refusal?: OddNumber['refusal'];
}

const WRONG_NUMBER = { code: 7, status: 22, error: 249 };
const BLACKLISTED = { code: 8, status: 23, error: 250 };

const READERS: Record<Kind['recipients'], (written: string) => string | undefined> = {
	phone: readPhone,
	mail: (written) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(written) ? written : undefined),
	telegram: (written) => (/^(#\d+|@?[a-z]\w{3,})$/i.test(written) ? written : readPhone(written)),
};

/** The recipients of a message; the code of a group (`G1`) stands for the numbers in it. */
export function recipientsOf(written: string[], kind: Kind, service: Service): Recipient[] {
	return written.flatMap((one) => groupOf(one, service) ?? [one]).map((one) => readRecipient(one, kind, service));
}

/**
 * Digits with the country code, or undefined. A plus turns the automatic correction off, which knows the Russian 8 and
 * numbers without a country code.
 */
export function readPhone(written: string): string | undefined {
	const digits = written.replace(/[\s()+.-]/g, '');
	const phone = written.trim().startsWith('+') ? digits : digits.replace(/^8(?=\d{10}$)/, '7').replace(/^9\d{9}$/, '7$&');
	return /^(7\d{10}|(?!7)[1-9]\d{9,14})$/.test(phone) ? phone : undefined;
}

function groupOf(written: string, { settings }: Service): string[] | undefined {
	const [, group] = /^G(\d+)$/i.exec(written) ?? [];
	if (group === undefined) return undefined;
	const members = settings.contacts.filter(({ grp }) => String(grp).split(',').includes(group));
	return members.length > 0 ? members.map(({ phone }) => String(phone)) : undefined;
}

function readRecipient(written: string, kind: Kind, { settings }: Service): Recipient {
	const to = READERS[kind.recipients](written);
	if (to === undefined) return { to: written, refusal: WRONG_NUMBER };
	if (Object.hasOwn(settings.blacklist, to)) return { to, refusal: BLACKLISTED };
	return { to, refusal: ODD_NUMBERS.get(to)?.refusal };
}
