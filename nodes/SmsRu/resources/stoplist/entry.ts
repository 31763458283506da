import { phoneEntry, type PhoneEntry } from '../../../shared/sms/entries';
import type { Parameters } from '../../../shared/operation';

/** A number on the stop list, with its note. */
export interface StopEntry extends PhoneEntry {
	note: string;
}

export const stopEntry = (parameters: Parameters): StopEntry => ({
	...phoneEntry(parameters, 'RU without plus'),
	note: parameters.text('note'),
});
