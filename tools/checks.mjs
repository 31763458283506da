import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(root, '.cache', 'vitest.json');

/** How many checks passed, failed, and were left out on demand. @typedef {{ passed: number, failed: number, skipped?: number }} Score */

/**
 * A check that passes or fails as a whole: a command.
 *
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Score>}
 */
export async function check(title, command, args) {
	const code = await show(title, command, args);
	console.log(`${title}: ${code === 0 ? 'passed' : 'FAILED'}\n`);
	return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs vitest and counts its tests; those that `-t` leaves out are skipped. A run that breaks off before its tests counts
 * as a failure.
 *
 * @param {string} title
 * @param {string[]} args
 * @returns {Promise<Score>}
 */
export async function tests(title, args) {
	mkdirSync(join(root, '.cache'), { recursive: true });
	rmSync(REPORT, { force: true });
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
	const code = await show(title, 'vitest', ['run', ...args, ...reporters]);
	const { numPassedTests: passed, numTotalTests: total, numPendingTests: pending = 0, numTodoTests: todo = 0 } = report();
	const skipped = pending + todo;
	return { passed, failed: Math.max(total - passed - skipped, code === 0 && passed > 0 ? 0 : 1), skipped };
}

/**
 * Adds the scores up, prints the closing line, and sets the exit code.
 *
 * @param {Score[]} scores
 */
export function close(scores) {
	const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) => scores.reduce((total, score) => total + (score[key] ?? 0), 0);
	const left = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
	console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${left}`);
	process.exitCode = sum('failed') === 0 ? 0 : 1;
}

function report() {
	try {
		return JSON.parse(readFileSync(REPORT, 'utf8'));
	} catch {
		return { numPassedTests: 0, numTotalTests: 0 };
	}
}

/** Runs a command in sight of the user. @returns {Promise<number>} its exit code */
function show(title, command, args) {
	console.log(`${title} …`);
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
		child.on('error', (error) => {
			console.error(error.message);
			resolve(1);
		});
		child.on('exit', (code) => resolve(code ?? 1));
	});
}
