import { randomBytes } from 'node:crypto';

import { startPostgres, startRedis } from '../../tools/servers.mjs';
import { Client } from '../e2e/support/client.ts';
import { packPackage } from '../e2e/support/install.ts';
import { startN8n, type N8n } from '../e2e/support/n8n.ts';
import { freePort } from '../e2e/support/ports.ts';

/** An n8n in queue mode on this machine, with the packed package installed on each of its processes. */
export interface Cluster {
	main: N8n;
	workers: N8n[];
	redis: Server;
	postgres: Server;
	/** A person at the editor of the main process. */
	client: Client;
	/**
	 * `WEBHOOK_URL`, as the phones and the vendors know this n8n. By itself n8n calls itself 127.0.0.1, so an address with
	 * this host is made of the setting.
	 */
	publicUrl: string;
	/** Puts a new worker in the place of one that has been killed. */
	replaceWorker(place: number): Promise<void>;
	stop(): Promise<void>;
}

type Server = Awaited<ReturnType<typeof startRedis>>;

/** Starts Redis, PostgreSQL, n8n's main process and two workers: about a minute on two cores. */
export async function startCluster(): Promise<Cluster> {
	const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
	const packages = [await packPackage()];
	const port = await freePort();
	const publicUrl = `http://localhost:${port}`;
	const env = {
		WEBHOOK_URL: `${publicUrl}/`,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
	};
	// The main process makes the tables that the workers read.
	const main = await startN8n({ packages, env, port });
	const startWorker = () => startN8n({ packages, env, command: 'worker' });
	const workers = await Promise.all([startWorker(), startWorker()]);
	const client = new Client(main.url);
	await client.setUpOwner();
	return {
		main,
		workers,
		redis,
		postgres,
		client,
		publicUrl,
		async replaceWorker(place) {
			workers[place] = await startWorker();
		},
		async stop() {
			await Promise.all([main, ...workers].map((one) => one.stop()));
			await Promise.all([redis.stop(), postgres.stop()]);
		},
	};
}

/** The ids of the executions that a worker has taken on, by its log, one by one: one that has waited is taken on again. */
export function takenInOrder(worker: N8n): string[] {
	return Array.from(worker.log().matchAll(/Worker started execution (\d+) /g), ([, id]) => id);
}

/** The ids of the executions that a worker has taken on. */
export const takenBy = (worker: N8n): Set<string> => new Set(takenInOrder(worker));
