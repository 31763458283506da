import type { Operation } from '../../../shared/operation';
import { numbersField } from './lookup';
import { asking, questionEntries, type QuestionEntry } from './questions';

/** Whether phones are switched on (API-1, text `PING`; known from the vendor's public samples). */
export const ping: Operation<QuestionEntry> = {
	...asking,
	value: 'ping',
	name: 'Ping',
	action: 'Ping a number',
	description:
		'Ask whether a phone is switched on, by an SMS that its owner does not see. Costs money. "Get Result" later tells what was found.',
	fields: [numbersField],
	entries: (parameters) => questionEntries(parameters, 'PING'),
};
