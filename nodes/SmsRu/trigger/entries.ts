import type { IDataObject } from 'n8n-workflow';

import { isObject, asText } from '../../shared/transport/replies';

/** One entry of a push: lines of text under a running number. */
export interface PushedEntry {
	index: number;
	text: string;
}

/** `data[5]`, and what is left of it in other forms: `data[]`, `data`. */
const FIELD = /^data(?:\[(\d*)\])?$/;

/**
 * The entries of a push, in the order received. SMS.ru sends form fields `data[1]`, `data[2]`, …, documented from 1 and
 * seen from 0; on the way to here they may have become an array or an object.
 */
export function entriesOf(body: unknown): PushedEntry[] {
	if (!isObject(body)) return [];
	return Object.entries(body).flatMap(([name, value]) => {
		const index = FIELD.exec(name)?.[1];
		if (index === undefined && name !== 'data') return [];
		return index ? [value].flat().flatMap((one) => entry(index, one)) : numbered(value);
	});
}

/** Entries without a number in the field's name: they stand in an array, in an object by number, or alone. */
function numbered(value: IDataObject[string]): PushedEntry[] {
	if (Array.isArray(value)) return value.flatMap((one, index) => entry(index, one));
	if (isObject(value)) return Object.entries(value).flatMap(([index, one]) => entry(index, one));
	return entry(0, value);
}

/** Line ends may have become CRLF on the way; they are signed, and split, as LF. */
function entry(index: string | number, value: unknown): PushedEntry[] {
	const text = asText(value)?.replace(/\r\n?/g, '\n');
	return text === undefined ? [] : [{ index: Number(index), text }];
}
