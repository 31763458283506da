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
	for (const { about, figures } of lines.map((line) => JSON.parse(line))) {
		console.log(`\n${about}`);
		for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(58)} ${value}`);
	}
}
