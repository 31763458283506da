import { xml } from './xml.ts';

type Fields = { [name: string]: unknown };

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** An answer of API-2 in XML: scalars of a list are attributes, its items are `sms` elements with their text inside. */
export function inXml(answer: Fields): string {
	const [name] = Object.keys(answer);
	const { [name]: value, ...attributes } = answer;
	return DECLARATION + (WORDS[name] ?? list)(name, value, attributes);
}

type Words = (name: string, value: unknown, attributes: Fields) => string;

const list: Words = (name, items, attributes) =>
	xml(name, attributes, (items as Fields[]).map(({ text = '', ...item }) => xml('sms', item, String(text))));

const members: Words = (name, value) =>
	xml(name, {}, Object.entries(value as Fields).map(([key, member]) => xml(key, {}, String(member))));

const WORDS: { [name: string]: Words } = {
	error: members,
	info: members,
	balance: (name, value) => xml(name, {}, Number(value).toFixed(2)),
	cost: (name, value) => xml(name, {}, String(value)),
};
