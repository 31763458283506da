import type { INodeProperties } from 'n8n-workflow';

import { GSM_BASIC, GSM_EXTENDED, SIZES, type Segments } from './segments';
import { say, type Text } from '../language/say';

const NAME = 'partsCounter';
const MOST_TOLD = 10;

const isIn = (alphabet: string): string => `${JSON.stringify(alphabet)}.includes(one)`;

/**
 * What `segments` says of the text in the field "Message", as an expression that n8n's editor evaluates while somebody
 * types, with the data of the item that it shows. E.g. `2 UCS-2`; `11 GSM-7` stands for all longer texts too.
 */
export const COUNT = `={{ ((text) => {
	const gsm = text.every((one) => ${isIn(GSM_BASIC + GSM_EXTENDED)});
	const widths = text.map((one) => gsm ? (${isIn(GSM_EXTENDED)} ? 2 : 1) : one.length);
	const units = widths.reduce((sum, width) => sum + width, 0);
	const single = gsm ? ${SIZES['GSM-7'].single} : ${SIZES['UCS-2'].single};
	const joined = gsm ? ${SIZES['GSM-7'].joined} : ${SIZES['UCS-2'].joined};
	const fill = ([parts, filled], width) => filled + width > joined ? [parts + 1, width] : [parts, filled + width];
	const parts = units <= single ? Math.min(units, 1) : widths.reduce(fill, [1, 0])[0];
	return Math.min(parts, ${MOST_TOLD + 1}) + (gsm ? ' GSM-7' : ' UCS-2');
})([...String($parameter.message ?? '')]) }}`;

/**
 * The field of a text, and below it how many SMS parts the text makes, from the second on. n8n shows no computed words
 * beside a field, but it hides a notice by the value of another parameter: so there is a notice for each count.
 *
 * @param message the field; where it is shown depending on others, its notices are too
 * @param hide where the vendor sends the text in another form than it is written in
 */
export function counted(message: INodeProperties, hide?: Record<string, Array<string | boolean>>): INodeProperties[] {
	const { show } = message.displayOptions ?? {};
	const shownWith = (own: object) => ({ displayOptions: { show: { ...show, ...own }, ...(hide ? { hide } : {}) } });
	return [
		message,
		{ displayName: 'Parts', name: NAME, type: 'hidden', default: COUNT, ...(show ? { displayOptions: { show } } : {}) },
		...NOTICES.map(([count, displayName]): INodeProperties => {
			const name = `${NAME}${count.replace(/\W/g, '')}`;
			return { displayName, name, type: 'notice', default: '', ...shownWith({ [NAME]: [count] }) };
		}),
	];
}

/** What a part holds, by the encoding. Comes before the count, for n8n's tips cover the first line while somebody types. */
const ROOM: Record<Segments['encoding'], Text> = {
	'GSM-7': 'Latin letters: {single} characters in one SMS, {joined} per part.',
	'UCS-2': 'Cyrillic or special characters: {single} characters in one SMS, {joined} per part.',
};

const ENCODINGS = Object.keys(ROOM) as Array<Segments['encoding']>;

const NOTICES = ENCODINGS.flatMap((encoding) =>
	Array.from({ length: MOST_TOLD }, (_, index): [count: string, words: string] => {
		const parts = index + 2;
		const price = parts > MOST_TOLD ? say('This text: more than {most} SMS, you pay for each.', { most: MOST_TOLD }) : say('This text: {parts} SMS, you pay for {parts}.', { parts });
		return [`${parts} ${encoding}`, `${say(ROOM[encoding], SIZES[encoding])} ${price}`];
	}),
);
