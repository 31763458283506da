import type { IDataObject } from 'n8n-workflow';

import { grouped } from '../../../shared/grouped';
import { asText } from '../../../shared/transport/replies';

/**
 * Finds the row of a recipient. The vendor may write a number in another form than we did; its last ten digits stay, and
 * must be unique.
 */
export function rowFinder<Row extends IDataObject>(rows: Row[]): (to: string) => Row | undefined {
	const spelt = rows.map((row) => ({ row, phone: asText(row.phone) ?? '' }));
	const same = grouped(spelt, ({ phone }) => plain(phone));
	const alike = grouped(spelt, ({ phone }) => tailOf(phone));
	return (to) => {
		const exact = same.get(plain(to));
		if (exact) return exact[0].row;
		const others = /^\d{10,}$/.test(to) ? (alike.get(tailOf(to)) ?? []) : [];
		return new Set(others.map(({ phone }) => phone)).size === 1 ? others[0].row : undefined;
	};
}

const plain = (recipient: string): string => recipient.replace(/^\+(?=\d+$)/, '').toLowerCase();

const tailOf = (recipient: string): string => recipient.replace(/\D/g, '').slice(-10);
