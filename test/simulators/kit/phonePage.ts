import { readFileSync } from 'node:fs';

/** A number that does something unusual on purpose, and what. */
export interface NumberNote {
	number: string;
	note: string;
}

const TEMPLATE = readFileSync(new URL('./phonePage.html', import.meta.url), 'utf8');

/** The page that shows what the recipients' phones have got. It asks `/__messages` again and again. */
export function phonePage(vendor: string, numbers: NumberNote[]): string {
	const facts = JSON.stringify({ vendor, numbers }).replaceAll('<', '\\u003c');
	return TEMPLATE.replace('"FACTS"', () => facts);
}
