import type { Answer } from '../kit/call.ts';

/** What a method answers before it is put on the wire. */
export interface Result {
	value: unknown;
	status?: number;
	recipients?: number;
}

/** A business error in the vendor's own words; the HTTP status of most is the account's `errorStatus`. */
export class Refusal extends Error {
	readonly status?: number;
	readonly extras: object;

	constructor(text: string, status?: number, extras: object = {}) {
		super(text);
		this.status = status;
		this.extras = extras;
	}
}

export const notFound = (): Refusal => new Refusal('not found', 404);

/**
 * A refusal of which the document prints nothing but the HTTP status: it has no body. What a reader makes of it must come from
 * the status alone.
 */
export const bare = (status: number): Refusal => new Refusal('', status);

/** "400 — Incorrect request", wherever no client has written down the words beside it. */
export const incorrect = (): Refusal => bare(400);

/** JSON as PHP's `json_encode` writes it by default: slashes and everything beyond ASCII escaped, no spaces. */
export function render({ value, status = 200, recipients }: Result): Answer {
	const body = JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return { body, status, headers: { 'content-type': 'application/json' }, recipients };
}

/** An array with numeric keys as PHP writes it: a list when the keys run from 0 without a gap, else an object. */
export function phpArray<T>(map: { [key: string]: T } | T[]): { [key: string]: T } | T[] {
	const keys = Object.keys(map);
	return keys.every((key, index) => key === String(index)) ? Object.values(map) : map;
}

/** Money as the vendor writes it: a text with five decimals. */
export const money = (amount: number): string => amount.toFixed(5);

export const unixSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
