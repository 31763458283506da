import type { Entry, Reply } from '../../../nodes/shared/operation.ts';
import type { VendorCase } from '../../faults/vendors.ts';

export type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** One item's parameters: fields by their names, and what is in the "Options" collection. */
export type Sample = Json & { options?: Json };

/** The simplified results of an operation that has been carried out earlier. */
export type Earlier = (operation: string) => Json[];

/** A vendor's answer, and the entry of which it is asked what it says. */
export interface Answer {
	reply: Reply;
	/** The body as JSON; `undefined` where it is none. */
	json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
	entry: Entry;
	/** Where the entry stands in its request. */
	place: number;
	entries: Entry[];
}

export type Says = (answer: Answer) => boolean;

/** What the fuzzer must know of a vendor: how to ask, and, told apart from the node's own code, what an answer proves. */
export interface FuzzVendor {
	type: VendorCase['type'];
	/** A message that somebody has written to the account before, by the fields of the simulator's back door. */
	arrives?: Record<string, string>;
	/** Parameters for every operation, in the order in which they are tried against the simulator. */
	samples: Record<string, Sample[] | ((earlier: Earlier) => Sample[])>;
	/** For each operation that writes: whether the answer proves that the entry was taken. */
	proves: Record<string, Says>;
	/** Whether the answer says, in the vendor's own words, that the entry was not taken. */
	denies: Says;
	/** Whether the answer says so, and that it would be taken a little later. */
	invites: Says;
}

/** An id, a code or a word, whether written as a text or as a number; empty for anything else. */
export const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
