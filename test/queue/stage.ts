import type { Client, Credential } from '../e2e/support/client.ts';
import type { N8n } from '../e2e/support/n8n.ts';
import { until } from '../e2e/support/poll.ts';
import { createSmsRu } from '../simulators/smsRu/index.ts';
import { Simulated } from '../support/simulated.ts';
import { startCluster, takenBy, takenInOrder, type Cluster } from './cluster.ts';
import type { Listed } from './executions.ts';
import { order, sendingOrders, type Order, type SendingOptions } from './orders.ts';

/** An n8n in queue mode with an account at a simulated SMS.ru that can afford everything. */
export class Stage {
	readonly cluster: Cluster;
	readonly sms: Simulated;
	readonly credential: Credential;

	private constructor(cluster: Cluster, sms: Simulated, credential: Credential) {
		this.cluster = cluster;
		this.sms = sms;
		this.credential = credential;
	}

	static async set(): Promise<Stage> {
		const sms = new Simulated(await createSmsRu());
		await sms.set({ balance: 1_000_000, totalLimit: 1_000_000 });
		const cluster = await startCluster();
		const account = { authentication: 'apiKey', apiKey: sms.account.api_id, baseUrl: sms.url };
		return new Stage(cluster, sms, await cluster.client.createCredential('smsRuApi', 'SMS.ru', account));
	}

	get client(): Client {
		return this.cluster.client;
	}

	get workers(): N8n[] {
		return this.cluster.workers;
	}

	/** Publishes a workflow that sends orders. @returns its id */
	async published(path: string, options?: SendingOptions): Promise<string> {
		const stored = await this.client.createWorkflow(sendingOrders(path, this.credential, options));
		await this.client.activate(stored);
		return stored.id;
	}

	/** Starts one execution. */
	async order(path: string, some: Order[]): Promise<void> {
		await order(this.cluster.main, path, some);
	}

	/** Starts an execution per group, 20 calls at a time, as callers do who do not know of each other. */
	async orderAll(path: string, all: Order[][]): Promise<void> {
		for (let first = 0; first < all.length; first += 20) {
			await Promise.all(all.slice(first, first + 20).map((some) => this.order(path, some)));
		}
	}

	/** How many of these executions each worker has taken on. */
	shares(executions: Listed[]): number[] {
		return this.workers.map((worker) => executions.filter(({ id }) => takenBy(worker).has(id)).length);
	}

	/** How often a worker has taken on an execution: once, and once more after each wait. */
	timesTaken(execution: string): number {
		return this.workers.flatMap(takenInOrder).filter((id) => id === execution).length;
	}

	/** How many messages each of these orders' phones has got. */
	async received(some: Order[]): Promise<number[]> {
		const counts = await this.sms.perPhone();
		return some.map(({ to }) => counts[to] ?? 0);
	}

	/** Waits until SMS.ru has got so many requests. */
	async requests(count: number): Promise<void> {
		const look = async () => ((await this.sms.requests()).count >= count ? true : undefined);
		await until(look, { for: `${count} requests to SMS.ru`, longest: 60_000, every: 50 });
	}

	async clear(): Promise<void> {
		await this.cluster.stop();
		await this.sms.close();
	}
}

/** How many of these counts are so. */
export const how = (counts: number[], isSo: (count: number) => boolean): number => counts.filter(isSo).length;

export const once = (count: number): boolean => count === 1;
export const twice = (count: number): boolean => count > 1;
export const never = (count: number): boolean => count === 0;

export const secondsSince = (start: number): number => Math.round((Date.now() - start) / 100) / 10;
