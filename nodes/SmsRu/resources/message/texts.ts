import { transliterated } from '../../../shared/sms/transliteration';
import { recipientsOf, textOf } from '../../../shared/sms/message';
import type { InputError } from '../../../shared/errors';
import type { Entry, FormFields, Parameters } from '../../../shared/operation';
import { MOST_PARTS } from '../../vendor';

/** One text to one number, with the settings that all entries of a request must have in common. */
export interface TextEntry extends Entry {
	to: string;
	text: string;
	settings: FormFields;
}

/** The entries of one item: its text to each of its numbers. */
export function textEntries(parameters: Parameters, settings: FormFields): Array<TextEntry | InputError> {
	const translit = settings.some(([name]) => name === 'translit');
	const text = textOf(parameters, MOST_PARTS, translit ? transliterated : undefined);
	return recipientsOf(parameters, 'RU').map((to) => (typeof to === 'string' ? { to, text, settings } : to));
}

/** One text to many numbers where the texts are equal, else a text per number (`multi`). */
export function textForm(entries: TextEntry[]): FormFields {
	const [{ text, settings }] = entries;
	const oneText = entries.every((entry) => entry.text === text);
	const texts: FormFields = oneText
		? [['to', entries.map(({ to }) => to).join(',')], ['msg', text]]
		: entries.map((entry) => [`multi[${entry.to}]`, entry.text]);
	return [...texts, ...settings];
}

/** Entries with other settings need another request; a number may stand in a request once, for the reply is keyed by it. */
export const sharing = {
	together: ({ settings }: TextEntry) => JSON.stringify(settings),
	apart: ({ to }: TextEntry) => to,
};
