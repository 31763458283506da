import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { Refusal } from './codes.ts';
import { parseXml, type Element } from './xml.ts';

type Fields = { [name: string]: unknown };

/** A request of API-2, whichever of its two languages it is written in: the members of its JSON form. */
export interface Document {
	language: 'json' | 'xml';
	fields: Fields;
}

const NO_INPUT = 10;
const UNKNOWN_FORMAT = 11;
const BROKEN_XML = 12;
const BROKEN_JSON = 13;

/** The language that an answer is written in, even if the request cannot be read. */
export const languageOf = (call: Call): Document['language'] => (sourceOf(call).startsWith('<') ? 'xml' : 'json');

/** Reads the request: the body of a POST, or the parameter `json` or `xml`. It must begin with `{` or `<?xml`. */
export function readDocument(call: Call): Document {
	const source = sourceOf(call);
	if (source === '') throw new Refusal(NO_INPUT);
	if (source.startsWith('{')) return { language: 'json', fields: readJson(source) };
	if (source.startsWith('<?xml')) return { language: 'xml', fields: readXml(source) };
	throw new Refusal(UNKNOWN_FORMAT);
}

function sourceOf({ rawBody, params }: Call): string {
	const parameter = textParam(params, 'json') || textParam(params, 'xml');
	return parameter || rawBody.toString('utf8');
}

function readJson(source: string): Fields {
	try {
		return JSON.parse(source) as Fields;
	} catch {
		throw new Refusal(BROKEN_JSON);
	}
}

function readXml(source: string): Fields {
	const root = parseXml(source);
	if (root === undefined) throw new Refusal(BROKEN_XML);
	return { ...root.attributes, [root.name]: commandOf(root) };
}

/** What a command's member would be in JSON: a list of messages, or the thing asked for. */
function commandOf({ name, attributes, children }: Element): unknown {
	if (name === 'balance') return attributes.return ?? 'rur';
	const messages = children.map((child) => ({ ...child.attributes, text: child.text }));
	return name === 'send' || messages.length > 0 ? messages : true;
}
