import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../e2e/support/install.ts';

/** Where the figures of a run are collected: one JSON object per line. The tool that starts the tests prints them. */
export const FIGURES = join(packageRoot, '.cache', 'queue.jsonl');

/** Notes what a test has measured. @param about what was done, for people */
export function note(about: string, figures: Record<string, string | number>): void {
	mkdirSync(join(packageRoot, '.cache'), { recursive: true });
	appendFileSync(FIGURES, `${JSON.stringify({ about, figures })}\n`);
}

/** Adds a row to a table of such a title. @param row its cells by the names of their columns, the same in every row */
export function tabulate(table: string, row: Record<string, string | number>): void {
	mkdirSync(join(packageRoot, '.cache'), { recursive: true });
	appendFileSync(FIGURES, `${JSON.stringify({ table, row })}\n`);
}
