import { createHash } from 'node:crypto';

import type { Accepted } from '../operation';

/** No list is longer; one that goes on is a vendor's mistake. */
const MAX_PAGES = 10_000;

/** The pages of a list, as they come in. */
export class Pages {
	private readonly pages: Accepted[] = [];
	private readonly known = new Set<string>();

	/** Takes a page; false when the list is over, since the page brings nothing that earlier ones have not. */
	add(page: Accepted): boolean {
		const rows = page.results.map((row) => createHash('sha256').update(JSON.stringify(row)).digest('base64'));
		const isNew = rows.some((row) => !this.known.has(row));
		if (!isNew || this.pages.length === MAX_PAGES) return false;
		for (const row of rows) this.known.add(row);
		this.pages.push(page);
		return true;
	}

	/** All pages as one answer, with the last one. */
	joinedWith(last: Accepted): Accepted {
		if (this.pages.length === 0) return last;
		const all = [...this.pages, last];
		return {
			outcome: 'accepted',
			results: all.flatMap(({ results }) => results),
			raw: all.flatMap(({ raw }) => raw),
		};
	}
}
