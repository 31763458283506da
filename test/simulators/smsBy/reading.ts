import { countParts } from '../kit/parts.ts';
import { textParam, type Form } from '../kit/form.ts';
import { Refusal, incorrect } from './answers.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { nameIn, rounded, type Service } from './service.ts';

const MAX_PARTS = 10;

/** A parameter that the document marks as required. */
export function required(params: Form, name: string): string {
	const value = textParam(params, name);
	if (value === '') throw incorrect();
	return value;
}

/** @throws {Refusal} when the parameter is there, but no whole number from `least` to `most` */
export function wholeNumber(params: Form, name: string, least: number, most: number, otherwise: number): number {
	const value = textParam(params, name);
	if (value === '') return otherwise;
	if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
	throw incorrect();
}

export const switchedOn = (params: Form, name: string): boolean => wholeNumber(params, name, 0, 1, 0) === 1;

/** Digits with the country code; callers have been seen with and without a plus. */
export function phoneOf(written: string): string {
	const digits = written.replace(/[\s()+-]/g, '');
	if (!/^(375\d{9}|7\d{10}|(?!375|7|0)\d{7,15})$/.test(digits)) throw new Refusal('incorrect phone number');
	return digits;
}

/** Numbers that refuse everything. */
export function meetOddNumber(phone: string): void {
	const { refusal, status } = ODD_NUMBERS.get(phone) ?? {};
	if (refusal !== undefined) throw new Refusal(refusal, status);
}

/** The name behind an id; without an id it is the system's. */
export function alphanameOf(id: string, { settings }: Service): string {
	const name = nameIn(settings.alphanames, id || '0');
	if (name === undefined) throw new Refusal('ошибка в буквенном имени');
	return name;
}

/** A text with its size and its price. Longer than ten parts is refused (the vendor's documentation of 2017). */
export function weighed(text: string, { settings }: Service): { text: string; parts: number; cost: number } {
	if (!text.isWellFormed()) throw new Refusal('undefined error', 500);
	const parts = countParts(text);
	if (parts > MAX_PARTS) throw new Refusal('Message is too long. Maximum is 1530 Latin or 670 Cyrillic characters.');
	return { text, parts, cost: rounded(parts * settings.pricePerPart) };
}

export function pay(cost: number, { settings, charge }: Service): void {
	if (cost > settings.balance) throw new Refusal('billing error');
	charge(cost);
}
