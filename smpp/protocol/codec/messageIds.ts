/** How the ids of receipts relate to those that sends were answered with. */
export type IdFormat = 'asIs' | 'decimalToHex' | 'hexToDecimal';

/** Longer ids are taken for words: no gateway counts so far. */
const LONGEST_NUMBER = 64;

const isDecimal = (id: string): boolean => id.length <= LONGEST_NUMBER && /^\d+$/.test(id);
const isHex = (id: string): boolean => id.length <= LONGEST_NUMBER && /^[\da-f]+$/i.test(id);

const toHex = (id: string): string => BigInt(id).toString(16).toUpperCase();
const toDecimal = (id: string): string => BigInt(`0x${id}`).toString();

/** A receipt's id in the form in which the send was answered. What is no number of that kind is left as it is. */
export function convertId(id: string, format: IdFormat): string {
	if (format === 'decimalToHex' && isDecimal(id)) return toHex(id);
	if (format === 'hexToDecimal' && isHex(id)) return toDecimal(id);
	return id;
}

/**
 * Other spellings of an id under which the send may have been answered: decimal and hexadecimal, without leading zeros,
 * in capitals and in small letters. Without the id itself, each once.
 */
export function idAlternatives(id: string): string[] {
	const bare = id.replace(/^0+(?=.)/, '');
	const numbers = [...(isDecimal(id) ? [toHex(id)] : []), ...(isHex(id) ? [toDecimal(id)] : [])];
	const all = [bare, ...numbers].flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()]);
	return [...new Set(all)].filter((one) => one !== id);
}

/** Whether two ids may be spellings of one: as gateways themselves write it now so, now so. */
export function areSpellings(one: string, other: string): boolean {
	const [first, second] = [one, other].map(undecorated);
	return isSpelling(first, second) || isSpelling(second, first);
}

const undecorated = (id: string): string => id.trim().replace(/^0x(?=[\da-f]+$)/i, '');

const isSpelling = (one: string, other: string): boolean =>
	[one, ...idAlternatives(one)].some((spelling) => spelling.toLowerCase() === other.toLowerCase());
