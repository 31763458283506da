import { transliterated } from '../../../shared/sms/transliteration';
import { recipientsOf, messageText } from '../../../shared/sms/message';
import { segments } from '../../../shared/sms/segments';
import type { InputError } from '../../../shared/errors';
import type { Entry, FormFields, Parameters } from '../../../shared/operation';
import { MAX_PARTS } from '../../vendor';

/** One text to one number, with the settings that all entries of a request must have in common. */
export interface MessageEntry extends Entry {
	to: string;
	text: string;
	settings: FormFields;
}

/** The entries of one item: its text to each of its numbers. */
export function textEntries(parameters: Parameters, settings: FormFields): Array<MessageEntry | InputError> {
	const translit = settings.some(([name]) => name === 'translit');
	const text = messageText(parameters, MAX_PARTS, translit ? (text) => segments(transliterated(text)) : undefined);
	return recipientsOf(parameters, 'RU without plus').map((to) => (typeof to === 'string' ? { to, text, settings } : to));
}

/** One text to many numbers where the texts are equal, else a text per number (`multi`). */
export function textForm(entries: MessageEntry[]): FormFields {
	const [{ text, settings }] = entries;
	const oneText = entries.every((entry) => entry.text === text);
	const texts: FormFields = oneText
		? [['to', entries.map(({ to }) => to).join(',')], ['msg', text]]
		: entries.map((entry) => [`multi[${entry.to}]`, entry.text]);
	return [...texts, ...settings];
}

/** Entries with other settings need another request; a number may stand in a request once, for the reply is keyed by it. */
export const sharing = {
	batchKey: ({ settings }: MessageEntry) => JSON.stringify(settings),
	conflictKey: ({ to }: MessageEntry) => to,
};
