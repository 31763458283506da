/** Programs that tests need beside Node.js: found on this machine, or installed from Debian. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

import { run, step } from './process/step.mjs';

/** Debian keeps PostgreSQL's server programs out of the search path, in a folder per version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/**
 * Makes sure that programs are on this machine; installs Debian's packages where that is allowed.
 *
 * @param {Record<string, string>} packages the Debian package that brings each program, or each file by its whole path
 * @param {string} who needs them, as the beginning of a sentence
 * @returns {Promise<void>} rejects with what a person can do where they can't be installed from here
 */
export async function ensurePrograms(packages, who) {
	const missing = [...new Set(Object.entries(packages).flatMap(([name, debianPackage]) => (find(name) ? [] : [debianPackage])))];
	if (missing.length === 0) return;
	const hasApt = await run('apt-get', ['--version']).then(() => true, () => false);
	if (!isRoot() || !hasApt) {
		throw new Error(`${who} need programs of: ${missing.join(', ')}.\nOn Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await step('Updating the list of Debian packages', 'apt-get', ['update'], { cwd: '/', env });
	const args = ['install', '-y', '--no-install-recommends', ...missing];
	await step(`Installing ${missing.join(' and ')}`, 'apt-get', args, { cwd: '/', env });
}

export const isRoot = () => process.getuid?.() === 0;

/**
 * Where a program is; nothing where it is not on this machine.
 *
 * @param {string} name of a program, or the whole path of a file
 * @returns {string | undefined}
 */
export function find(name) {
	if (isAbsolute(name)) return existsSync(name) ? name : undefined;
	const versions = existsSync(POSTGRES_VERSIONS) ? readdirSync(POSTGRES_VERSIONS) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const folders = [
		...newestFirst.map((version) => join(POSTGRES_VERSIONS, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
