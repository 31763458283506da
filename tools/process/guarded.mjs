import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const guardScript = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/**
 * Starts a command that ends, with everything it has started, when this process does or when the standard input of the
 * returned process is ended.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} options.env
 * @param {'pipe' | number} options.output where its standard output and error go: to this process, or into an open file
 * @param {number} [options.graceMs] how long it may take to end by itself; then it is killed
 * @param {string} [options.temporaryFolder] removed at its end, unless anything is written to the standard input before
 * @returns {import('node:child_process').ChildProcess} its exit code is the command's
 */
export function spawnGuarded(command, args, { cwd, env, output, graceMs = 0, temporaryFolder = '' }) {
	return spawn(process.execPath, [guardScript, String(graceMs), temporaryFolder, command, ...args], {
		cwd,
		env,
		stdio: ['pipe', output, output],
		detached: true,
	});
}

/** The process that runs the command: to end it as a crash would. @param {import('node:child_process').ChildProcess} guard */
export function childOf({ pid }) {
	return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
