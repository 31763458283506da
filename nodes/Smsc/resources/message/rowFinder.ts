import type { IDataObject } from 'n8n-workflow';

import { grouped } from '../../../shared/grouped';
import { asText } from '../../../shared/transport/replies';

/**
 * Finds the rows of a recipient: one, unless the answer contradicts itself. The vendor may write a number in another form than we
 * did; its last ten digits stay, and must be unique.
 */
export function rowsFinder<Row extends IDataObject>(rows: Row[]): (to: string) => Row[] {
	const spelt = rows.map((row) => ({ row, phone: asText(row.phone) ?? '' }));
	const same = grouped(spelt, ({ phone }) => plain(phone));
	const alike = grouped(spelt, ({ phone }) => tailOf(phone));
	return (to) => {
		const exact = same.get(plain(to));
		const others = isNumber(to) ? (alike.get(tailOf(to)) ?? []) : [];
		const own = exact ?? (new Set(others.map(({ phone }) => phone)).size === 1 ? others : []);
		return own.map(({ row }) => row);
	};
}

/** Finds the first row of a recipient. */
export function rowFinder<Row extends IDataObject>(rows: Row[]): (to: string) => Row | undefined {
	const rowsOf = rowsFinder(rows);
	return (to) => rowsOf(to)[0];
}

/** Whether a row is certainly about another number: nine digits are the same at home and abroad. Addresses and names may be spelt in any way. */
export function isOfAnother({ phone }: IDataObject, to: string): boolean {
	const named = plain(asText(phone) ?? '');
	return isNumber(to) && isNumber(named) && named.slice(-9) !== to.slice(-9);
}

const isNumber = (recipient: string): boolean => /^\d{10,}$/.test(recipient);

const plain = (recipient: string): string => recipient.replace(/^\+(?=\d+$)/, '').toLowerCase();

const tailOf = (recipient: string): string => recipient.replace(/\D/g, '').slice(-10);
