import { CATALOGUE, LANGUAGE } from './catalogue';

/**
 * A text for people, in English as it stands in the code. Whatever is declared as one is a key of the catalogues: the tools find
 * it by its type. It is whole, since other languages have another order of words: what varies is a `{named}` value, and the form
 * of a word beside a number is chosen by `{named|form|form}`.
 */
export type Text = string & {};

/** Named values of a text. Those that are texts themselves have been said already. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * A text in the language of the edition, with its values in their places. Saying what has been said changes nothing, nor does
 * saying what somebody else wrote.
 */
export function say(text: Text, values?: Values): string {
	const told: unknown = CATALOGUE[text];
	const template = typeof told === 'string' ? told : text;
	return values ? filled(template, values) : template;
}

const VALUE = /\{(\w{1,40})((?:\|[^{}|]{0,80}){0,4})\}/g;

const filled = (template: string, values: Values): string =>
	template.replace(VALUE, (whole, name: string, forms: string) => {
		if (!Object.hasOwn(values, name)) return whole;
		return forms === '' ? String(values[name]) : formFor(Number(values[name]), forms.slice(1).split('|'));
	});

/** The numbers that whole words go with, in the order of their forms: 1, 2 and 5 in Russian; 1 and all others in English. */
const FORMS = ['one', 'few', 'many'];

const RULES = new Intl.PluralRules(LANGUAGE);

/** The form of a word that goes with a number; the last one goes with all that have none of their own. */
const formFor = (count: number, forms: string[]): string => forms[FORMS.indexOf(RULES.select(count))] ?? forms[forms.length - 1];
