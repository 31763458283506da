import type { NumberNote } from '../kit/phonePage.ts';
import type { Stage } from '../kit/phones.ts';

/** A number with a fixed character, so that a test or a person can provoke any answer. */
export interface OddNumber extends NumberNote {
	/** Refused by every send: the code of the whole call if nobody else is asked for, and the recipient's own status and error. */
	refusal?: { code: number; status: number; error: number };
	fate?: Stage;
	/** The status and the error that a message ends with. */
	end?: { status: number; error: number };
}

// The codes that a recipient is refused with while others are served: what the whole call says if he was the only one.
const REFUSALS: Array<[error: number, code: number, status: number, words: string]> = [
	[248, 8, 25, 'no route'],
	[249, 7, 22, 'wrong number format'],
	[250, 8, 23, 'forbidden by the client’s settings'],
	[251, 8, 23, 'daily limit of the number'],
	[252, 8, 23, 'forbidden number'],
	[253, 6, 23, 'spam filter'],
	[254, 6, 23, 'sender is not registered'],
];

const FAILURES: Array<[error: number, words: string]> = [
	[1, 'subscriber does not exist'],
	[6, 'subscriber is offline'],
	[11, 'no SMS service'],
	[12, 'fault of the phone or the SIM'],
	[13, 'subscriber is blocked'],
	[21, 'device does not support the service'],
	[219, 'SIM was replaced'],
	[220, 'operator’s queue is full'],
	[237, 'no answer to the call'],
	[240, 'subscriber is busy'],
	[245, 'no status within a day'],
	[255, 'rejected by the operator'],
];

// No Russian operator has the code 000: these reach nobody. Their last three digits are the vendor's code.
const numberFor = (code: number) => `70000000${String(code).padStart(3, '0')}`;

const TABLE: OddNumber[] = [
	...REFUSALS.map(([error, code, status, words]): OddNumber => ({
		number: numberFor(error),
		refusal: { code, status, error },
		note: `refused: ${words} (${error})`,
	})),
	{ number: numberFor(100), fate: 'queued', note: 'accepted, stays in the queue (-1) for ever' },
	{ number: numberFor(101), fate: 'sent', note: 'accepted, stays on its way (0) for ever' },
	{ number: numberFor(2), fate: 'read', note: 'accepted, delivered, then read (2)' },
	{ number: numberFor(3), fate: 'undelivered', end: { status: 3, error: 0 }, note: 'accepted, its lifetime runs out (3)' },
	...FAILURES.map(([error, words]): OddNumber => ({
		number: numberFor(error),
		fate: 'undelivered',
		end: { status: 20, error },
		note: `accepted, never arrives: ${words} (20, error ${error})`,
	})),
];

export const ODD_NUMBERS: ReadonlyMap<string, OddNumber> = new Map(TABLE.map((odd) => [odd.number, odd]));
