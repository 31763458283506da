import type { Mistake } from '../../errors';

const INTERNATIONAL = 'Use the international form, e.g. +375 29 689 00 43 or +7 925 507 06 02.';

const SEPARATE = 'Separate several numbers by commas, and leave extensions out.';

export const MISTAKES = {
	noNumber: { what: '"{typed}" is not a phone number', remedy: INTERNATIONAL },
	extension: { what: '"{typed}" has an extension, which no SMS can reach', remedy: 'Leave the extension out.' },
	several: { what: '"{typed}" holds more than one number', remedy: SEPARATE },
	torn: { what: '"{typed}" has its country code apart', remedy: 'Write the code and the number together, without a comma or line break between them.' },
	continued: { what: '"{typed}" goes on after a complete number', remedy: SEPARATE },
	rounded: {
		what: '"{typed}" is a rounded number: the spreadsheet has lost its last digits',
		remedy: 'Give the column the format "Text", and enter the number again.',
	},
	fraction: { what: '"{typed}" is a number with a fraction', remedy: INTERNATIONAL },
	negative: { what: '"{typed}" is a negative number', remedy: INTERNATIONAL },
	twoMeanings: { what: '"{typed}" may mean +{one} or +{other}', remedy: 'Put + and the country code in front.' },
	likeShort: {
		what: '"{typed}" goes to this vendor without its plus, and may be taken for +{other}',
		remedy: 'Send to this number by a vendor that takes the plus.',
	},
	noCode: { what: '"{typed}" lacks the country code', remedy: INTERNATIONAL },
	short: { what: '"{typed}" is too short, or lacks the country code', remedy: `Check the number. ${INTERNATIONAL}` },
	noLength: { what: '"{typed}" has {digits} {digits|digit|digits}; a phone number has 7 to 15', remedy: INTERNATIONAL },
	trunkLength: { what: '"{typed}" has {digits} {digits|digit|digits}; with 8 in front, numbers of Russia and Kazakhstan have 11', remedy: INTERNATIONAL },
	unknownCode: { what: '"{typed}" begins with no country code', remedy: INTERNATIONAL },
	length: { what: '"{typed}" has {digits} {digits|digit|digits}; numbers of +{code} have {lengths}', remedy: INTERNATIONAL },
	object: {
		what: 'is an object with the fields {fields}',
		remedy: 'Pick the field that holds the number: put {path} behind the expression, e.g. {{ $json.phone{path} }}.',
	},
	noField: { what: 'is an object without a number in it', remedy: 'Pick a field that holds a phone number.' },
	nothing: { what: 'is a list whose entry {place} is empty', remedy: 'Fill the number in, or leave empty entries out of the list: .filter(Boolean) does so.' },
	flag: { what: 'is {typed}, not a phone number', remedy: INTERNATIONAL },
} satisfies Record<string, Mistake>;

/** How much of what was typed an error quotes, in characters. */
const QUOTED = 80;

export const quoted = (typed: string): string => (typed.length > QUOTED ? `${typed.slice(0, QUOTED)}…` : typed);
