import type { Answer } from '../kit/call.ts';

/** What a method gives back: anything that becomes JSON, or JSON already written. */
export interface Result {
	value: unknown;
	recipients?: number;
}

/** The vendor's no: `{"error":"CODE"}`. */
export class Refusal extends Error {
	readonly code: string;

	constructor(code: string) {
		super(code);
		this.code = code;
	}
}

/** JSON text that is given out as it is: the document prints sums as 22.00. */
export class Verbatim {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

/** No source tells the content type; PHP frameworks answer JSON so. */
const HEADERS = { 'content-type': 'application/json' };

export function render({ value, recipients }: Result, status = 200): Answer {
	const body = value instanceof Verbatim ? value.text : asPhp(value);
	return { body, status, headers: HEADERS, recipients };
}

// As json_encode writes by default: slashes and everything beyond ASCII escaped.
function asPhp(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
