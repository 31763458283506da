/** The catalogues of translations: complete, without leftovers, and right in everything that a program can see. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { LANGUAGES, catalogue, everyTranslation, keptInEnglish } from '../../tools/language/catalogues.mjs';
import { labelsInPanels } from '../../tools/language/panels.mjs';
import { allTexts } from '../../tools/language/texts.mjs';

const { catalogues, pieces } = allTexts();
const labels = labelsInPanels();

test('no text is put together from pieces that nobody could translate', () => {
	expect(pieces).toEqual([]);
});

describe.each(LANGUAGES)('%s', (language) => {
	const texts: Record<string, string> = everyTranslation(language);
	const kept = keptInEnglish(language);
	const translated = Object.entries(texts).filter(([text]) => !Object.hasOwn(kept, text));

	/** What is wrong with some translations. */
	const wrong = (isWrong: (text: string, translation: string) => unknown, some = translated) => some.filter(([text, translation]) => isWrong(text, translation));

	/** Translations in which something is not as it is in the text. */
	const unlike = (found: (text: string) => string[]) => wrong((text, translation) => found(text).sort().join(' ') !== found(translation).sort().join(' '));

	test.each(Object.keys(catalogues))('%s.json holds every text that is shown, and no other (npm run locales)', (name) => {
		const own: Record<string, string> = catalogue(language, name);
		expect(Object.keys(own)).toEqual(catalogues[name]);
		expect(wrong((_, translation) => translation.trim() === '', Object.entries(own))).toEqual([]);
	});

	test('what stays English is what is listed so, each with its reason', () => {
		const inEnglish = Object.entries(texts).filter(([, translation]) => !/\p{Script=Cyrillic}/u.test(translation));
		expect(inEnglish.map(([text]) => text).sort()).toEqual(Object.keys(kept).sort());
		expect(Object.entries(kept).filter(([, reason]) => reason === '')).toEqual([]);
	});

	test('values, numbers, addresses, tags and expressions are those of the text', () => {
		expect(unlike((text) => unique([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))).toEqual([]);
		expect(unlike((text) => unique(withoutThousands(text).match(/(?<![\w.])\d+/g) ?? []))).toEqual([]);
		expect(unlike((text) => (text.match(/https?:\/\/[^\s"»]*|<\/?\w+|\{\{[^}]*\}\}/g) ?? []).map(inEnglishDocuments))).toEqual([]);
	});

	test('a word beside a number has as many forms as the language needs', () => {
		const { length } = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((category) => category !== 'other');
		const formsIn = (text: string) => [...text.matchAll(/\{(\w+)\|([^{}]*)\}/g)].map(([, name, forms]) => ({ name, forms: forms.split('|') }));
		expect(wrong((_, translation) => formsIn(translation).some(({ forms }) => forms.length !== length || forms.includes('')))).toEqual([]);
		expect(wrong((text, translation) => formsIn(translation).some(({ name }) => !text.includes(`{${name}`)))).toEqual([]);
		expect(wrong((text, translation) => formsIn(text).length > 0 && formsIn(translation).length === 0)).toEqual([]);
	});

	test('sentences end, and phrases begin, as they do in the text', () => {
		expect(wrong((text, translation) => /[.!?]$/.test(text) !== /[.!?]$/.test(translation))).toEqual([]);
		expect(wrong((text, translation) => /^\p{Ll}/u.test(text) && /^\p{Lu}\p{Ll}/u.test(translation))).toEqual([]);
		expect(wrong((text, translation) => /^\p{Lu}/u.test(text) && !PHRASES.includes(text) && /^\p{Ll}/u.test(translation))).toEqual([]);
	});

	test('no sentence is lost', () => {
		const sentences = (text: string) => text.replaceAll('e.g.', '').match(/[.!?](?=\s|$)/g)?.length ?? 0;
		expect(wrong((text, translation) => sentences(translation) < sentences(text))).toEqual([]);
	});

	test('labels fit the panel, and texts are not much longer than in English', () => {
		expect(wrong((text, { length }) => labels.has(text) && length > Math.max(ROOM, 1.6 * text.length))).toEqual([]);
		expect(wrong((text, translation) => shown(translation).length > Math.max(2 * ROOM, 1.8 * shown(text).length))).toEqual([]);
	});

	test('a label that a text names is the one of the panel', () => {
		const known = (label: string): string | undefined => {
			const parts = label.split(': ').map((part) => texts[part]);
			return parts.some((part) => part === undefined) ? undefined : parts.join(': ');
		};
		const named = (text: string) => [...text.matchAll(/"([^"{}]+)"/g)].flatMap(([, label]) => known(label) ?? []);
		expect(wrong((text, translation) => named(text).some((label) => !translation.includes(`«${label}»`)))).toEqual([]);
	});

	test('letters are of one alphabet within a word, and quotation marks those of the language', () => {
		expect(wrong((_, translation) => /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u.test(translation))).toEqual([]);
		expect(wrong((_, translation) => /["“”]/.test(translation))).toEqual([]);
	});

	test.each(bannedWords(language))('"%s" is none of its words (the glossary)', (word) => {
		const stem = word.replace(/[аеиоуыьюяй]$/, '');
		const anyForm = new RegExp(`(?<!\\p{L})${stem}(?:[аеиоуыьюя]|[аоеыя][внмхй]|[ая]ми)?(?!\\p{L})`, 'iu');
		expect(wrong((_, translation) => anyForm.test(translation))).toEqual([]);
	});
});

/** Characters that a label of a field has room for in n8n's panel. */
const ROOM = 34;

/** Names that are told within a sentence, where another language writes them small. */
const PHRASES = ['Latin letters', 'Cyrillic or special characters'];

/** A text with one form of each word. */
const shown = (text: string): string => text.replace(/\{\w+\|[^{}]*?([^{}|]*)\}/g, '$1');

const unique = (found: string[]): string[] => [...new Set(found)];

/** 10,000 in English is 10 000 elsewhere. */
const withoutThousands = (text: string): string => text.replace(/(?<=\d)[\s,](?=\d{3}(?!\d))/g, '');

/** An address without the punctuation behind it; documents have addresses of their own in each language. */
const inEnglishDocuments = (address: string): string => address.replace(/[.,:;)]+$/, '').replace(/\/docs\/[a-z]{2}\//, '/docs/');

/** The words of the glossary's last column. */
function bannedWords(language: string): string[] {
	const rows = readFileSync(new URL(`../../docs/${language}/glossary.md`, import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('|'));
	return rows.slice(2).flatMap((row) => row.split('|')[3].split(',').map((word) => word.trim()));
}
