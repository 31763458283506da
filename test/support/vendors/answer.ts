import type { Entry, Reply } from '../../../nodes/shared/operation.ts';

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

/** An id, a code or a word, whether written as a text or as a number; empty for anything else. */
export const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** What PHP writes for none. */
const NO_ERROR = ['null', '""', '0', '"0"', 'false', '[]', '{}'];

/** Whether a field for errors names one. A number too long for JavaScript is one, though JSON writes it as none. */
export const namesError = (error: unknown): boolean =>
	typeof error === 'number' ? error !== 0 : !NO_ERROR.includes(JSON.stringify(error ?? null));
