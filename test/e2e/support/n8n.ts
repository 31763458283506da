import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fstatSync, mkdirSync, mkdtempSync, openSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { n8nFolder, nodeBinary } from '../../../tools/n8n.mjs';
import { childOf, spawnGuarded } from '../../../tools/process/guarded.mjs';
import { installPackage } from './install.ts';
import { until } from './poll.ts';
import { freePort } from './ports.ts';

export interface N8nOptions {
	/** Packed tarballs or folders of the community packages to install. */
	packages: string[];
	/** What runs: n8n itself unless told, or a worker of queue mode, whose address answers health checks only. */
	command?: keyof typeof PORT_SETTINGS;
	/** Kept when n8n stops; without it a temporary folder is used and removed. */
	userFolder?: string;
	/** Taken if it is free. */
	port?: number;
	/** Added to n8n's environment, which has nothing of the test's own but PATH and HOME. */
	env?: Record<string, string>;
}

/** An n8n that runs on this machine. */
export interface N8n {
	/** Without a slash at its end. */
	readonly url: string;
	readonly userFolder: string;
	/** The id of n8n's main process, another one after each restart. */
	pid(): number;
	/** Everything that n8n has written since its first start; also after it was stopped. */
	log(): string;
	/** Stops it and starts it again: same folder, same address. */
	restart(): Promise<void>;
	/** Ends it with all that it has started: asks first, after 10 s by force. */
	stop(): Promise<void>;
	/** Ends it as a crash would: nothing is asked, finished or put in order. A temporary user folder goes, its log stays. */
	kill(): Promise<void>;
}

const n8nScript = join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n');
const GRACE_MS = 10_000;
const START_MS = 120_000;
const LOG_TAIL = 3000;

/** How each of n8n's commands is told where to answer. */
const PORT_SETTINGS = {
	start: (port: string) => ({ N8N_PORT: port }),
	worker: (port: string) => ({
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: port,
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	}),
};

/** Silent towards the internet and reachable from this machine only. */
const QUIET = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
};

/**
 * Starts a real n8n with the given packages installed and waits until it serves requests (10 to 20 s).
 * It ends with the process that has called this, however that process ends.
 *
 * @throws with the end of n8n's log if it does not come up within two minutes
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const { command = 'start' } = options;
	const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'n8n-e2e-'));
	mkdirSync(userFolder, { recursive: true });
	for (const source of options.packages) await installPackage(source, userFolder);

	const port = await freePort(options.port);
	const url = `http://127.0.0.1:${port}`;
	const logFile = openSync(join(userFolder, 'n8n.log'), 'w+');
	const env = {
		...QUIET,
		PATH: `${dirname(nodeBinary)}${delimiter}${process.env.PATH}`,
		HOME: process.env.HOME ?? userFolder,
		TMPDIR: userFolder,
		N8N_USER_FOLDER: userFolder,
		...PORT_SETTINGS[command](String(port)),
		...options.env,
	};

	const log = () => readWhole(logFile);

	const start = async () => {
		const guard = spawnGuarded(nodeBinary, [n8nScript, command], {
			cwd: userFolder,
			env: { N8N_RUNNERS_BROKER_PORT: String(await freePort()), ...env },
			output: logFile,
			graceMs: GRACE_MS,
			temporaryFolder: options.userFolder ? undefined : userFolder,
		});
		// A test that forgets to stop n8n can still come to its end, and n8n with it.
		guard.unref();
		await ready(url, guard, log);
		return guard;
	};

	let guard = await start();
	return {
		url,
		userFolder,
		pid: () => childOf(guard),
		log,
		async restart() {
			await end(guard, 'keep');
			guard = await start();
		},
		async stop() {
			await end(guard);
		},
		async kill() {
			guard.ref();
			process.kill(childOf(guard), 'SIGKILL');
			await once(guard, 'exit');
		},
	};
}

async function ready(url: string, guard: ChildProcess, log: () => string): Promise<void> {
	const answers = async () => {
		if (hasEnded(guard)) throw new Error('it has ended');
		const response = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		return response?.ok ? true : undefined;
	};
	try {
		await until(answers, { for: 'n8n to be ready', longest: START_MS, every: 250 });
	} catch (error) {
		await end(guard);
		throw new Error(`n8n did not start: ${(error as Error).message}\n${log().slice(-LOG_TAIL)}`);
	}
}

async function end(guard: ChildProcess, lastWord?: 'keep'): Promise<void> {
	if (hasEnded(guard)) return;
	guard.ref();
	guard.stdin?.end(lastWord);
	await once(guard, 'exit');
}

function hasEnded(guard: ChildProcess): boolean {
	return guard.exitCode !== null || guard.signalCode !== null;
}

function readWhole(file: number): string {
	const content = Buffer.alloc(fstatSync(file).size);
	readSync(file, content, 0, content.length, 0);
	return content.toString();
}
