/**
 * `npm run shapes`: writes how long the numbers of each calling code are, from the metadata of libphonenumber-js.
 * That library is for development only: the table is checked in, and a test holds it against the metadata.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { digitsOf } from './shapes/digits.mjs';

/**
 * A numbering plan as libphonenumber-js keeps it (its METADATA.md): a list whose places have these meanings.
 * @typedef {Array<any>} Plan
 */
const PREFIX = 5;
const PREFIX_FOR_PARSING = 7;
const TYPES = 11;

/**
 * The kinds of numbers that a message can reach, by their places in the list of types: fixed line, mobile, personal,
 * pager, Internet telephony. Toll-free, premium and shared-cost numbers only take calls.
 */
const TEXTED = [0, 1, 4, 7, 8];

/** Codes that a Russian number with its trunk prefix 8 may be taken for: it goes on with 3, 4, 7, 8 or 9. */
const LIKE_TRUNK = /^8[34789]/;
const TRUNK_LENGTH = 11;

/** @returns {string} the text of nodes/shared/sms/phone/shapes.ts */
export function shapesSource() {
	const require = createRequire(import.meta.url);
	const metadata = require('libphonenumber-js/metadata.max.json');
	const { version } = require('libphonenumber-js/package.json');
	const countries = Object.entries(metadata.country_calling_codes).map(([code, names]) =>
		/** @type {const} */ ([code, names.map((/** @type {string} */ name) => metadata.countries[name])]));
	const networks = Object.entries(metadata.nonGeographic).map(([code, plan]) => /** @type {const} */ ([code, [plan]]));

	const rows = [...countries, ...networks].map(([code, plans]) => [code, shapeOf(plans)]);
	const starts = countries.filter(([code]) => LIKE_TRUNK.test(code)).map(([code, plans]) => [code, startsOf(plans, TRUNK_LENGTH - code.length)]);
	return `/**
 * Made from the metadata of libphonenumber-js ${version} by \`npm run shapes\`: do not edit.
 *
 * This table is 4.5 KB and loads in 0.5 ms; the metadata alone would be 157 KB, and the library with it 251 KB and 30 ms.
 */

/**
 * Each calling code with the lengths of its numbers, the code not counted. A 0 in front says that people of this country
 * dial 0 before a number, and that no number begins with it.
 */
export const SHAPES: Readonly<Record<string, string>> = {
${listed(rows)}
};

/** How the numbers of ${TRUNK_LENGTH} digits go on that could also be Russian ones with the trunk prefix 8. */
export const STARTS_LIKE_TRUNK: Readonly<Record<string, string>> = {
${listed(starts.filter(([, start]) => start !== ''))}
};
`;
}

const listed = (/** @type {string[][]} */ rows) => rows.map(([code, text]) => `\t'${code}': '${text}',`).join('\n');

const textedBy = (/** @type {Plan} */ plan) => TEXTED.flatMap((type) => plan[TYPES]?.[type]?.[0] || []);

/** The patterns of one country; a network without one, e.g. by satellite, is taken whole. */
const patternsOf = (/** @type {Plan} */ plan) => (textedBy(plan).length > 0 ? textedBy(plan) : [plan[2]]);

/** @returns {string} e.g. `0 9` or `6-8,10` */
function shapeOf(/** @type {Plan[]} */ plans) {
	const numbers = plans.flatMap((plan) => patternsOf(plan).flatMap((pattern) => digitsOf(pattern, 1)));
	const lengths = [...new Set(numbers.map(({ length }) => length))].sort((a, b) => a - b);
	const dialsZero = plans.every((plan) => plan[PREFIX] === '0' || String(plan[PREFIX_FOR_PARSING] || '').split('|').includes('0'));
	const isTrunk = dialsZero && numbers.every(({ start }) => start !== '0');
	return `${isTrunk ? '0 ' : ''}${ranges(lengths)}`;
}

/** The first two digits of numbers with this length. */
function startsOf(/** @type {Plan[]} */ plans, /** @type {number} */ length) {
	const numbers = plans.flatMap((plan) => patternsOf(plan).flatMap((pattern) => digitsOf(pattern, 2)));
	return [...new Set(numbers.filter((one) => one.length === length).map(({ start }) => start))].sort().join(' ');
}

function ranges(/** @type {number[]} */ lengths) {
	/** @type {Array<[from: number, to: number]>} */
	const found = [];
	for (const length of lengths) {
		const last = found.at(-1);
		if (last && last[1] === length - 1) last[1] = length;
		else found.push([length, length]);
	}
	return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await writeFile(new URL('../nodes/shared/sms/phone/shapes.ts', import.meta.url), shapesSource());
	console.log('nodes/shared/sms/phone/shapes.ts');
}
