/**
 * `npm run test:queue`: the packed package in n8n's queue mode, with a main process, two workers, Redis and PostgreSQL.
 * Prints what was measured (raw in .cache/queue.jsonl) and ends with "N passed, N failed".
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';

import { FIGURES } from '../test/queue/figures.ts';
import { check, close, tests } from './checks.mjs';
import { ensureN8n } from './n8n.mjs';
import { ensureServers } from './servers.mjs';

rmSync(FIGURES, { force: true });
await ensureServers();
await ensureN8n();
const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) {
	scores.push(await tests('Tests in queue mode', ['--config', 'test/queue/vitest.config.mjs', ...process.argv.slice(2)]));
	printFigures();
}
close(scores);

function printFigures() {
	const lines = existsSync(FIGURES) ? readFileSync(FIGURES, 'utf8').trimEnd().split('\n') : [];
	const noted = lines.map((line) => JSON.parse(line));
	for (const { about, figures } of noted.filter(({ figures }) => figures)) {
		console.log(`\n${about}`);
		for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(58)} ${value}`);
	}
	const tables = Map.groupBy(noted.filter(({ table }) => table), ({ table }) => table);
	for (const [title, rows] of tables) printTable(title, rows.map(({ row }) => row));
}

/** Columns as wide as their widest cell; all but the first are figures and stand to the right. */
function printTable(title, rows) {
	const names = Object.keys(rows[0]);
	const lines = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
	const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	console.log(`\n${title}`);
	for (const [first, ...others] of lines) {
		console.log(`  ${[first.padEnd(widths[0]), ...others.map((cell, column) => cell.padStart(widths[column + 1]))].join('  ')}`);
	}
}
