import type { NumberNote } from '../kit/phonePage.ts';
import type { Stage } from '../kit/phones.ts';

/** A number with a fixed character, so that a test or a person can provoke any answer. */
export interface OddNumber extends NumberNote {
	/** Every send to it is refused with this text. */
	refusal?: string;
	/** The HTTP status of that refusal, where it is not the usual one. */
	status?: number;
	fate?: Stage;
}

// Belarus has no area code 00: these reach nobody. The texts are those that public clients have met.
const TABLE: OddNumber[] = [
	{ number: '375000000001', refusal: 'incorrect phone number', note: 'refused: incorrect phone number' },
	{ number: '375000000002', refusal: 'billing error', note: 'refused: billing error' },
	{ number: '375000000003', refusal: 'access denied', note: 'refused: access denied' },
	{ number: '375000000004', refusal: 'limit exceeded', note: 'refused: limit exceeded' },
	{ number: '375000000005', refusal: 'undefined error', status: 500, note: 'HTTP 500: undefined error' },
	{ number: '375000000006', fate: 'undelivered', note: 'accepted, never arrives' },
	{ number: '375000000007', fate: 'sent', note: 'accepted, stays on its way for ever' },
	{ number: '375000000008', fate: 'queued', note: 'accepted, stays new for ever' },
];

export const ODD_NUMBERS: ReadonlyMap<string, OddNumber> = new Map(TABLE.map((odd) => [odd.number, odd]));
