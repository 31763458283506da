import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Installs the packages of a folder exactly as its lockfile says, unless that has been done already. A stamp is written
 * last, so an interrupted install heals at the next start.
 * @param {string} folder
 */
export async function ensureInstalled(folder) {
	const stamp = join(folder, 'node_modules', '.installed');
	const wanted = createHash('sha256').update(await readFile(join(folder, 'package-lock.json'))).digest('hex');
	if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
	console.log('Installing the development dependencies (about a minute, once) …');
	await rm(stamp, { force: true });
	await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
	await writeFile(stamp, wanted);
}

/**
 * Runs a command to its end, with a line of progress every 15 seconds.
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [env]
 */
export function run(command, args, cwd, env = {}) {
	const started = Date.now();
	const clock = setInterval(
		() => console.log(`  … ${command} ${args[0]}: ${Math.round((Date.now() - started) / 1000)} s`),
		15_000,
	);
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
		child.on('error', reject);
		child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`))));
	}).finally(() => clearInterval(clock));
}
