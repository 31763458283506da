/** Redis and PostgreSQL for tests: Debian's programs on free ports of 127.0.0.1, for one run. */
import { chownSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from '../test/e2e/support/poll.ts';
import { freePort } from '../test/e2e/support/ports.ts';
import { ensurePrograms, find, isRoot } from './debian.mjs';
import { childOf, spawnGuarded } from './process/guarded.mjs';
import { run } from './process/step.mjs';

/** The programs that are needed, and the Debian package that brings each. */
const DEBIAN_PACKAGES = { 'redis-server': 'redis-server', initdb: 'postgresql', postgres: 'postgresql', psql: 'postgresql' };

/** PostgreSQL refuses to run as root; Debian's package brings this user. */
const POSTGRES_USER = 'postgres';

/** PostgreSQL lets its clients leave first, and n8n may take 10 s for that. */
const GRACE_MS = 20_000;

/**
 * A server that runs on this machine for a while. `restart` ends it with a signal, as a crash or an administrator would,
 * and starts it again with the same data on the same port.
 * @typedef {{ port: number, restart: (signal: NodeJS.Signals) => Promise<void>, stop: () => Promise<void> }} Server
 */

/**
 * Makes sure that Redis and PostgreSQL are on this machine; installs Debian's packages where that is allowed.
 *
 * @param {string[]} [programs] those that are needed, where not all are
 * @returns {Promise<void>} rejects with what a person can do where they can't be installed from here
 */
export async function ensureServers(programs = Object.keys(DEBIAN_PACKAGES)) {
	const wanted = Object.fromEntries(programs.map((name) => [name, DEBIAN_PACKAGES[name]]));
	await ensurePrograms(wanted, 'These tests');
}

/**
 * Starts a Redis that writes down all it is told, as the compose file of docs/scaling.md has it.
 *
 * @returns {Promise<Server>} ends with this process, however that ends
 */
export async function startRedis() {
	const folder = mkdtempSync(join(tmpdir(), 'redis-'));
	const port = await freePort();
	const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'yes'];
	const isReady = () => run('redis-cli', ['-p', String(port), 'ping']);
	return await serve({ name: 'Redis', folder, port, command: [program('redis-server'), ...args], isReady });
}

/**
 * Starts a PostgreSQL with a fresh database `postgres` and the user `n8n`, who needs no password.
 *
 * @returns {Promise<Server>} ends with this process, however that ends
 */
export async function startPostgres() {
	const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
	const data = join(folder, 'data');
	const asUser = await postgresUser(folder);
	const fresh = ['--username=n8n', '--auth=trust', '--encoding=UTF8', '--no-sync'];
	const [initialise, ...args] = [...asUser, program('initdb'), '--pgdata', data, ...fresh];
	await run(initialise, args, { cwd: folder });

	const port = await freePort();
	const command = [...asUser, program('postgres'), '-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''];
	const isReady = () => run('pg_isready', ['-h', '127.0.0.1', '-p', String(port)]);
	return await serve({ name: 'PostgreSQL', folder, port, command, isReady });
}

/** Starts a server in its temporary folder and waits until it answers. @returns {Promise<Server>} */
async function serve({ name, folder, port, command, isReady }) {
	const logFile = join(folder, 'log');
	const start = async () => {
		const guard = spawnGuarded(command[0], command.slice(1), {
			cwd: folder,
			env: process.env,
			output: openSync(logFile, 'a'),
			graceMs: GRACE_MS,
			temporaryFolder: folder,
		});
		// A test that forgets to stop the server can still come to its end, and the server with it.
		guard.unref();
		const answers = async () => {
			if (guard.exitCode !== null) throw new Error('it has ended');
			return await isReady().then(() => true, () => undefined);
		};
		try {
			await until(answers, { for: `${name} to answer` });
			return guard;
		} catch (error) {
			const log = existsSync(logFile) ? `\n${readFileSync(logFile, 'utf8')}` : '';
			await end(guard);
			throw new Error(`${name} did not start: ${error.message}${log}`);
		}
	};
	let guard = await start();
	const restart = async (signal) => {
		guard.ref();
		// Any word before the end asks the guard to keep the folder.
		await new Promise((resolve) => guard.stdin.write('keep', resolve));
		process.kill(childOf(guard), signal);
		await once(guard, 'exit');
		guard = await start();
	};
	return { port, restart, stop: () => end(guard) };
}

async function end(guard) {
	if (guard.exitCode !== null) return;
	guard.ref();
	guard.stdin?.end();
	await once(guard, 'exit');
}

/** What to put before a command of PostgreSQL, so that it runs as somebody who may; the folder becomes theirs. */
async function postgresUser(folder) {
	if (!isRoot()) return [];
	const id = async (which) => Number(await run('id', [which, POSTGRES_USER]));
	const [user, group] = [await id('-u'), await id('-g')];
	chownSync(folder, user, group);
	return ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups'];
}

function program(name) {
	const found = find(name);
	if (found) return found;
	throw new Error(`${name} is not on this machine`);
}
