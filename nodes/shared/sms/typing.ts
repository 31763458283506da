/** Characters that show nothing: marks of direction, joiners, selectors of variants, tags and fillers. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Whatever looks like a space, the blank pattern of Braille included. */
const BLANK = /[\s\u0085\u2800]+/gu;

/** Every dash, and the minus sign. */
const DASH = /[\p{Pd}\u2212]/gu;

/** Digits and signs of full width, as East Asian keyboards type them: the same signs, so far from ASCII. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const TO_ASCII = 0xff01 - 0x21;

/** Arabic digits, Eastern ones included: tens in a row that begin at a multiple of sixteen. */
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Nothing of the above is in it. */
const PLAIN = /^[!-~]*$/;

/**
 * A number or a date as it was meant: without invisible characters, with plain digits, dashes and single spaces. What is
 * certain only; letters stay as they are.
 */
export const tidied = (text: string): string =>
	PLAIN.test(text)
		? text
		: text
				.replace(INVISIBLE, '')
				.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_ASCII))
				.replace(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
				.replace(DASH, '-')
				.replace(BLANK, ' ')
				.trim();
