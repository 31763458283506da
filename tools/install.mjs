import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { step } from './process/step.mjs';

const ARGS = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs the packages of a folder exactly as its lockfile says, unless that has been done already. A stamp is written
 * last, so an interrupted install heals at the next start.
 *
 * @param {string} folder a package root
 */
export async function ensureInstalled(folder) {
	const stamp = join(folder, 'node_modules', '.installed');
	const lockfile = await readFile(join(folder, 'package-lock.json'));
	const wanted = createHash('sha256').update(lockfile).digest('hex');
	if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;

	await rm(stamp, { force: true });
	await step('Installing the development dependencies (once, about a minute)', 'npm', ARGS, { cwd: folder });
	await writeFile(stamp, wanted);
}
