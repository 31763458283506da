import type { CodeRow } from '../shared/errors';
import { hasServerFailed } from '../shared/transport/replies';
import { REFUSALS, type Refusal } from './codes';

/**
 * A text as its words in small letters, a space around each, so that a word is found where it is one: "balance" is no part of
 * "load balancer", and "доступ" none of "недоступен".
 */
const inWords = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/** What to look for: words in a row; `*` at the end stands for any ending of the last one. */
const sought = (words: string): string => (words.endsWith('*') ? ` ${words.slice(0, -1)}` : ` ${words} `);

/** Whether a text is this one; with `*`, whether it begins so. */
const isText = (said: string, text: string): boolean => (text.endsWith('*') ? said.startsWith(sought(text)) : said === sought(text));

/** Which refusal the vendor's words are. A server that has failed (5xx) is believed a known text only. */
export function refusalIn(status: number, vendorText: string): Refusal | undefined {
	const said = inWords(vendorText);
	const known = REFUSALS.find(({ texts = [] }) => texts.some((text) => isText(said, text)));
	return known ?? (hasServerFailed({ status }) ? undefined : REFUSALS.find(({ words }) => words.some((one) => said.includes(sought(one)))));
}

/** What words mean that nobody has met yet, or none at all: a no, unless the server failed while it said them. */
export const unknownWords = (status: number, vendorText: string): CodeRow => ({
	kind: hasServerFailed({ status }) ? 'unclear' : 'other',
	meaning: vendorText || 'it gave no reason',
	remedy: 'Ask the vendor what this means; the answer is attached in the details.',
});
