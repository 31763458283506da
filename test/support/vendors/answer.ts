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

/** Whether a field for errors names one; PHP has more than one way to write none. */
export const namesError = (error: unknown): boolean => !['null', '""', '0', '"0"', 'false', '[]', '{}'].includes(JSON.stringify(error ?? null));
