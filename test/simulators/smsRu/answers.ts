import { randomUUID } from 'node:crypto';

import type { Answer, Call } from '../kit/call.ts';
import { CODE_TEXTS, OK } from './codes.ts';

/** A method's result before it is put into words: the code, the JSON beside the envelope, the lines of the text answer. */
export interface Result {
	code: number;
	json?: { [key: string]: unknown };
	lines?: Array<string | number>;
	/** The first line of the text answer, where it is not the code. */
	textCode?: number;
	/** For the one method that knows no text answer. */
	isAlwaysJson?: boolean;
	recipients?: number;
}

const HEADERS = {
	'sms-api': '1',
	'cache-control': 'no-store',
	'set-cookie': `dev_id=${randomUUID().toUpperCase()}; Max-Age=311040000; path=/; domain=.sms.ru`,
};
const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

export function refused(code: number): Result {
	return { code };
}

/** One message's part of an answer: the code and, on refusals alone, its text. */
export function envelope(code: number): { status: string; status_code: number; status_text?: string } {
	return code === OK ? { status: 'OK', status_code: code } : { status: 'ERROR', status_code: code, status_text: CODE_TEXTS[code] };
}

/** JSON with `json=1` anywhere in the request, else lines of text. The HTTP status is 200 either way. */
export function render(call: Call, result: Result): Answer {
	const { code, json, lines = [], textCode = code, isAlwaysJson, recipients } = result;
	if (isAlwaysJson || call.params.json === '1') {
		return { body: asPhp({ ...envelope(code), ...json }), headers: { ...HEADERS, 'content-type': JSON_TYPE }, recipients };
	}
	return { body: [textCode, ...lines].join('\n'), headers: { ...HEADERS, 'content-type': TEXT_TYPE }, recipients };
}

/** A map as PHP writes it: an empty array is a list. */
export function phpMap<T>(entries: Array<[string, T]>): { [key: string]: T } | [] {
	return entries.length === 0 ? [] : Object.fromEntries(entries);
}

// Recorded answers are indented by four, escape slashes and keep the fraction of whole amounts (1000.0).
function asPhp(value: object): string {
	return JSON.stringify(value, null, 4)
		.replaceAll('/', '\\/')
		.replace(/^( *"(?:balance|cost|total_cost)": -?\d+)(?=,?$)/gm, '$1.0');
}
