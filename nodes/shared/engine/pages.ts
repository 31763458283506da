import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { done, type Accepted } from '../operation';

/** No list is longer; one that goes on is a vendor's mistake. */
const MAX_PAGES = 10_000;

/** The pages of a list, as they come in. */
export class Pages {
	private readonly pages: Accepted[] = [];
	private readonly known = new Set<string>();

	/** Takes a page; false when the list is over, since the page brings nothing that earlier ones have not. */
	add(page: Accepted): boolean {
		if (!this.isNew(page) || this.pages.length === MAX_PAGES) return false;
		for (const row of page.results) this.known.add(nameOf(row));
		this.pages.push(page);
		return true;
	}

	private isNew({ results }: Accepted): boolean {
		return results.some((row) => !this.known.has(nameOf(row)));
	}

	/** All pages as one answer, with the last one, unless that says again what earlier ones have said. */
	joinedWith(last: Accepted): Accepted {
		if (this.pages.length === 0) return last;
		const all = this.isNew(last) ? [...this.pages, last] : this.pages;
		return done(all.flatMap(({ results }) => results), all.flatMap(({ raw }) => raw));
	}
}

/** What tells a row from others: its id, and the recipient, where several share one; all that it says where it has none. A state may change from one page to the next. */
const nameOf = (row: IDataObject): string =>
	createHash('sha256')
		.update(JSON.stringify(hasId(row) ? [row.id, row.to ?? null, row.phone ?? null] : row))
		.digest('base64');

const hasId = ({ id }: IDataObject): boolean => id !== undefined && id !== null && id !== '';
