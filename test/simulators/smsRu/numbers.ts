import type { NumberNote } from '../kit/phonePage.ts';
import type { Stage } from '../kit/phones.ts';
import { CODE_TEXTS } from './codes.ts';

/** A number with a fixed character, so that a test or a person can provoke any answer. */
export interface OddNumber extends NumberNote {
	/** Sends and price questions are refused with this code. */
	refusal?: number;
	fate?: Stage;
	/** The code that the undelivered message ends with. */
	failure?: number;
	/** How a call check for this number ends one second later. */
	callCheck?: 401 | 402;
}

const REFUSALS = [
	201, 202, 204, 206, 207, 209, 214, 215, 216, 217, 220, 221, 230, 231, 232, 233,
	500, 501, 502, 503, 504, 505, 506, 550,
];
const FAILURES = [104, 105, 106, 107, 108, 150];

// No Russian operator has the code 000: these reach nobody. Their last three digits are the vendor's code.
const numberFor = (code: number) => `70000000${code}`;

const TABLE: OddNumber[] = [
	{ number: '74993221627', refusal: 207, note: 'refused with 207, as in the document’s first example' },
	...REFUSALS.map((code) => ({ number: numberFor(code), refusal: code, note: `refused with ${code}: ${CODE_TEXTS[code]}` })),
	{ number: numberFor(100), fate: 'queued', note: 'accepted, stays in the queue (100) for ever' },
	{ number: numberFor(102), fate: 'sent', note: 'accepted, stays on its way (102) for ever' },
	...FAILURES.map((code): OddNumber => ({
		number: numberFor(code),
		fate: 'undelivered',
		failure: code,
		note: `accepted, never arrives, ends in ${code}: ${CODE_TEXTS[code]}`,
	})),
	{ number: numberFor(110), fate: 'read', note: 'accepted, delivered, then read (110)' },
	{ number: numberFor(401), callCheck: 401, note: 'a call check is confirmed (401) after a second' },
	{ number: numberFor(402), callCheck: 402, note: 'a call check runs out (402) after a second' },
];

export const ODD_NUMBERS: ReadonlyMap<string, OddNumber> = new Map(TABLE.map((odd) => [odd.number, odd]));
