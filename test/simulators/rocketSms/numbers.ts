import type { NumberNote } from '../kit/phonePage.ts';
import type { Stage } from '../kit/phones.ts';

/** A number with a fixed character, so that a test or a person can provoke any answer. */
export interface OddNumber extends NumberNote {
	/** Every send to it is refused with this code. */
	refusal?: string;
	fate?: Stage;
	/** The status that the undelivered message ends with. */
	failure?: string;
}

// Belarus has no area code 00: these reach nobody.
const TABLE: OddNumber[] = [
	{ number: '375000000001', refusal: 'BAD_PHONE', note: 'refused: BAD_PHONE' },
	{ number: '375000000002', refusal: 'NO_ROUTE', note: 'refused with a code that no document explains' },
	{ number: '375000000003', fate: 'undelivered', failure: 'FAILED', note: 'accepted, never arrives: FAILED' },
	{ number: '375000000004', fate: 'undelivered', failure: 'EXPIRED', note: 'accepted, never arrives: EXPIRED' },
	{ number: '375000000005', fate: 'undelivered', failure: 'REJECTED', note: 'accepted, never arrives: REJECTED' },
	{ number: '375000000006', fate: 'undelivered', failure: 'UNKNOWN', note: 'accepted, its fate stays UNKNOWN' },
	{ number: '375000000007', fate: 'sent', note: 'accepted, stays SENT for ever' },
	{ number: '375000000008', fate: 'queued', note: 'accepted, stays QUEUED for ever' },
];

export const ODD_NUMBERS: ReadonlyMap<string, OddNumber> = new Map(TABLE.map((odd) => [odd.number, odd]));
