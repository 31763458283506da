import type { Answer } from '../kit/call.ts';
import { encoded, type Charset } from './charsets.ts';

export const PARAMETERS_ERROR = 1;
export const WRONG_LOGIN = 2;
/** No money for a send; for lists, the same number says that nothing was found. */
export const NO_MONEY = 3;
export const NOT_FOUND = 3;
export const IP_BLOCKED = 4;
export const WRONG_DATE = 5;
export const FAILED = 5;
export const FORBIDDEN = 6;
export const WRONG_PHONE = 7;
export const NOT_DELIVERABLE = 8;
export const TOO_OFTEN = 9;

// The texts of 1, 2 and 8 are recorded, that of "too many concurrent requests" stands in the document; the others are made up.
const TEXTS: Record<number, string> = {
	[PARAMETERS_ERROR]: 'parameters error',
	[WRONG_LOGIN]: 'authorise error',
	[NO_MONEY]: 'no money',
	[IP_BLOCKED]: 'ip is blocked',
	[WRONG_DATE]: 'invalid date format',
	[FORBIDDEN]: 'message is denied',
	[WRONG_PHONE]: 'invalid number',
	[NOT_DELIVERABLE]: "can't to deliver",
	[TOO_OFTEN]: 'duplicate request, wait a minute',
};

/** A call that fails as a whole. */
export class Refusal extends Error {
	readonly code: number;
	/** Refused messages have an id all the same (codes 3, 6, 7 and 8 of send.php). */
	readonly id?: number | string;

	constructor(code: number, { id, text = TEXTS[code] }: { id?: number | string; text?: string } = {}) {
		super(text);
		this.code = code;
		this.id = id;
	}
}

/** What a call answers, before it is put into one of the four formats. */
export interface Result {
	/** fmt=3, and the source of fmt=2. */
	json?: object;
	/** fmt=0 and fmt=1; made from the rows of `json` where they are absent. */
	text?: string;
	numbers?: string;
	/** Actions without data answer this in every format. */
	plain?: string;
	recipients?: number;
}

export const OK: Result = { plain: 'OK' };

const TYPES: Record<string, string> = { 2: 'text/xml', 3: 'application/json' };

/** Puts a result into words. The HTTP status is 200 whatever it says. */
export function render(fmt: string, charset: Charset, result: Result | Refusal): Answer {
	const { json = {}, text, numbers, plain, recipients } = result instanceof Refusal ? refusalResult(result) : result;
	const bodies: Record<string, () => string> = {
		1: () => numbers ?? rowsOf(json).map((row) => Object.values(row).join(',')).join('\n'),
		2: () => `<?xml version="1.0" encoding="${charset}"?>\n${xml('result', json)}`,
		3: () => JSON.stringify(json),
	};
	const body = plain ?? (bodies[fmt] ?? (() => text ?? rowsOf(json).map(pairsOf).join('\n')))();
	const type = plain === undefined ? (TYPES[fmt] ?? 'text/plain') : 'text/plain';
	return { body: encoded(body, charset), headers: { 'content-type': `${type}; charset=${charset}` }, recipients };
}

function refusalResult({ code, id, message }: Refusal): Result {
	const json = { error: message, error_code: code, ...(id === undefined ? {} : { id }) };
	return {
		json,
		text: `ERROR = ${code} (${message})${id === undefined ? '' : `, ID - ${id}`}`,
		numbers: `${id ?? 0},-${code}`,
	};
}

const rowsOf = (json: object): object[] => (Array.isArray(json) ? json : [json]);

const pairsOf = (row: object) => Object.entries(row).map(([key, value]) => `${key} = ${value}`).join(', ');

function xml(name: string, value: unknown): string {
	if (Array.isArray(value)) return `<${name}>\n${value.map((one) => xml('item', one)).join('\n')}\n</${name}>`;
	if (typeof value !== 'object' || value === null) return `<${name}>${escaped(String(value))}</${name}>`;
	const inner = Object.entries(value).map(([key, one]) => (key === 'phones' ? phonesXml(one as object[]) : xml(key, one)));
	return `<${name}>\n${inner.join('\n')}\n</${name}>`;
}

function phonesXml(rows: object[]): string {
	const lines = rows.map((row) => {
		const { phone, ...rest } = row as Record<string, string>;
		const attributes = Object.entries(rest).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
		return `<phone${attributes.join('')}>${escaped(phone)}</phone>`;
	});
	return `<phones>\n${lines.join('\n')}\n</phones>`;
}

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
