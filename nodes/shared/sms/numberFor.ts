import { hash } from 'node:crypto';

/** The largest id that is surely taken as a number: 32 bits with a sign. */
const LARGEST = 2 ** 31 - 1;

/** A whole number above 0 for a message or a request, the same for the same text: an id that a repetition has as well. */
export function numberFor(text: string): string {
	const print = parseInt(hash('sha256', text).slice(0, 8), 16);
	return String((print % LARGEST) + 1);
}
