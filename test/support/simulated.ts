/** A simulator's back door, as tests use it. */
import type { Simulator } from '../simulators/kit/simulator.ts';

type Json = Record<string, unknown>;

export interface Message {
	id: string;
	to: string;
	text: string;
	from?: string;
	status: string;
	[extra: string]: unknown;
}

/** Looks inside a simulator, and breaks it on demand. */
export class Simulated {
	readonly url: string;
	readonly account: Record<string, string>;
	private readonly simulator: Pick<Simulator, 'close'>;

	constructor(simulator: Pick<Simulator, 'url' | 'account' | 'close'>) {
		this.url = simulator.url;
		this.account = simulator.account;
		this.simulator = simulator;
	}

	/** Every message that the phones have got, oldest first. */
	async messages(): Promise<Message[]> {
		return (await this.ask<{ messages: Message[] } | Message[]>('/__messages').then((all) =>
			Array.isArray(all) ? all : all.messages,
		)) as Message[];
	}

	/** How many messages each phone has got. */
	async perPhone(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const { to } of await this.messages()) counts[to] = (counts[to] ?? 0) + 1;
		return counts;
	}

	async requests(): Promise<{ count: number; connections: number; mostInFlight: number; requests: Array<{ path: string }> }> {
		return await this.ask('/__requests');
	}

	/** Breaks coming requests, e.g. `{ fault: 'resetAfterRead', times: 1, skip: 2 }`. */
	async fault(fault: Json): Promise<void> {
		await this.ask('/__faults', 'POST', fault);
	}

	/** Sets the stage, e.g. `{ balance: 0 }`. */
	async set(account: Json): Promise<void> {
		await this.ask('/__account', 'POST', account);
	}

	/** Forgets messages, requests and faults. */
	async reset(): Promise<void> {
		for (const path of ['/__messages', '/__requests', '/__faults']) await this.ask(path, 'DELETE');
	}

	async close(): Promise<void> {
		await this.simulator.close();
	}

	private async ask<T>(path: string, method = 'GET', body?: Json): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
		});
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}
}
