/**
 * What the regular expressions of libphonenumber's metadata match: they know digits, classes of digits, groups,
 * alternatives and counted repetitions, and nothing else.
 * @typedef {{ start: string, length: number }} Digits numbers that begin alike and are equally long
 */

/** Longer numbers do not exist (ITU-T E.164). */
const LONGEST = 15;

const ALL = [...'0123456789'];

/**
 * @param {string} pattern
 * @param {number} depth how many of the first digits to tell
 * @returns {Digits[]} each combination once
 * @throws when the pattern holds anything else
 */
export function digitsOf(pattern, depth) {
	let at = 0;
	const next = (/** @type {RegExp} */ token) => {
		const [found] = token.exec(pattern.slice(at)) ?? [];
		if (found !== undefined) at += found.length;
		return found;
	};

	/** @returns {Digits[]} */
	const alternatives = () => {
		const found = sequence();
		while (next(/^\|/)) found.push(...sequence());
		return unique(found);
	};
	const sequence = () => {
		let found = [{ start: '', length: 0 }];
		while (at < pattern.length && !/^[|)]/.test(pattern.slice(at))) found = joined(found, repeated(atom()));
		return found;
	};
	const atom = () => {
		if (next(/^\((\?:)?/)) {
			const found = alternatives();
			if (next(/^\)/)) return found;
		}
		const token = next(/^(\d|\\d|\[[\d-]+\])/);
		if (token) return ALL.filter((digit) => new RegExp(`^${token}$`).test(digit)).map((start) => ({ start, length: 1 }));
		throw new Error(`${pattern} holds something unknown at ${at}`);
	};
	const repeated = (/** @type {Digits[]} */ one) => {
		const [, least, most] = /^\{(\d+)(?:,(\d+))?\}$/.exec(next(/^(\?|\{\d+(,\d+)?\})/)?.replace('?', '{0,1}') ?? '{1}') ?? [];
		const found = [];
		let power = [{ start: '', length: 0 }];
		for (let count = 0; count <= Number(most ?? least); count += 1) {
			if (count >= Number(least)) found.push(...power);
			power = joined(power, one);
		}
		return unique(found);
	};
	const joined = (/** @type {Digits[]} */ heads, /** @type {Digits[]} */ tails) =>
		unique(heads.flatMap((head) => tails.map((tail) => ({ start: (head.start + tail.start).slice(0, depth), length: head.length + tail.length }))));

	return alternatives();
}

const unique = (/** @type {Digits[]} */ all) =>
	[...new Map(all.filter(({ length }) => length <= LONGEST).map((one) => [`${one.start}/${one.length}`, one])).values()];
