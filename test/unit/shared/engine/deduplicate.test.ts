import type { IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, test, vi } from 'vitest';

import { InputError } from '../../../../nodes/shared/errors.ts';
import { nodeKeys, turnsOf, withinStore, type KeyStore } from '../../../../nodes/shared/engine/deduplicate.ts';
import { isSpoiled, type Job } from '../../../../nodes/shared/engine/jobs.ts';
import { NO_LIMITS, type Places } from '../../../../nodes/shared/engine/limits.ts';
import { NO_MEMORY } from '../../../../nodes/shared/engine/retryMemory.ts';
import { send, type Run } from '../../../../nodes/shared/engine/send.ts';
import { Line, accepted, numbered, problem, refused, reply, toy } from '../toy.ts';

/** A store that forgets its oldest keys, as n8n's does. */
class Store implements KeyStore {
	readonly kept: string[] = [];
	readonly most: number;
	private readonly ids = new Map<string, string>();

	constructor(most = 10_000) {
		this.most = most;
	}

	async lookUp(keys: string[]) {
		return new Set(keys.filter((key) => !this.kept.includes(key)));
	}

	async claim(keys: string[]) {
		const known = new Set(this.kept);
		const fresh = keys.filter((key) => !known.has(key));
		this.kept.push(...fresh);
		this.kept.splice(0, Math.max(0, this.kept.length - this.most));
		return new Set(fresh);
	}

	async release(keys: string[]) {
		for (const key of keys) this.kept.splice(this.kept.indexOf(key), 1);
	}

	idOf = (key: string) => this.ids.get(key);
	noteId = (key: string, id: string) => void this.ids.set(key, id);
}

const jobsWith = (keys: Array<string | undefined>): Job[] =>
	numbered(keys.length).map((entry, item) => ({ item, entry, memoryKey: String(item), deduplicationKey: keys[item] }));

const settings = { concurrency: 1, pause: 0, timeout: 1000, longestWait: 0, checksUnclear: true, limits: {} };
const runOf = (line: Line, keys: KeyStore, more: Partial<Run> = {}): Run => ({
	operation: toy({ maxPerRequest: 1000 }),
	session: line,
	settings,
	stopsAtFailure: false,
	wantsRaw: true,
	memory: NO_MEMORY,
	keys: () => keys,
	places: NO_LIMITS,
	...more,
});

const counts = (outcomes: Awaited<ReturnType<typeof send>>) => ({
	sent: outcomes.filter((one) => one.outcome === 'accepted' && !one.results[0].skipped).length,
	skipped: outcomes.filter((one) => one.outcome === 'accepted' && one.results[0].skipped).length,
	other: outcomes.filter((one) => one.outcome !== 'accepted').length,
});

describe('a run with keys', () => {
	test('as many as the store holds, run twice: nobody is sent anything the second time', async () => {
		const store = new Store();
		await store.claim(numbered(9_000).map(({ to }) => `older ${to}`));
		const jobs = jobsWith(numbered(10_000).map(({ to }) => `order ${to}`));
		const line = new Line();
		expect(counts(await send(jobs, runOf(line, store)))).toEqual({ sent: 10_000, skipped: 0, other: 0 });
		expect(counts(await send(jobs, runOf(line, store)))).toEqual({ sent: 0, skipped: 10_000, other: 0 });
	});

	test('half of it known: claiming the new ones makes none of the known ones new', async () => {
		const store = new Store();
		const keys = numbered(8_000).map(({ to }) => `order ${to}`);
		await store.claim(keys.slice(4_000));
		await store.claim(numbered(6_000).map(({ to }) => `other ${to}`));
		const line = new Line();
		expect(counts(await send(jobsWith(keys), runOf(line, store)))).toEqual({ sent: 4_000, skipped: 4_000, other: 0 });
	});

	test('more keys than the store holds: an error for each before anything is sent, with the number it may have', () => {
		const reads = withinStore(jobsWith(numbered(10_600).map(({ to }) => to)));
		expect(reads.every(isSpoiled)).toBe(true);
		const [first] = reads;
		expect(isSpoiled(first) && first.mistake).toBeInstanceOf(InputError);
		expect(isSpoiled(first) && `${first.mistake.message} ${first.mistake.remedy}`).toMatch(/10600 keys.*10000/s);
	});

	test('10,600 items with 10,000 keys are not too many', () => {
		const reads = withinStore(jobsWith(Array.from({ length: 10_600 }, (_, index) => String(index % 10_000))));
		expect(reads.some(isSpoiled)).toBe(false);
	});

	test('the same key twice: the second is skipped when the first was accepted, and sent when it was refused', async () => {
		const jobs = jobsWith(['a', 'a']);
		expect(counts(await send(jobs, runOf(new Line(), new Store())))).toEqual({ sent: 1, skipped: 1, other: 0 });

		const line = new Line((names, turn) => reply(names.map((name) => (turn === 0 ? refused('balance') : accepted(name)))));
		expect(counts(await send(jobs, runOf(line, new Store())))).toEqual({ sent: 1, skipped: 0, other: 1 });
	});

	test('a key that was sent before takes no place among the messages that are allowed, and one that comes twice takes one', async () => {
		const store = new Store();
		await store.claim(['a']);
		const asked: number[] = [];
		const back: number[] = [];
		const places: Places = { areLimited: true, take: (count) => void asked.push(count), giveBack: (count) => void back.push(count) };
		const line = new Line((names) => reply(names.map((name) => (name === '4' ? refused('balance') : accepted(name)))));
		const outcomes = await send(jobsWith(['a', 'b', 'b', undefined, 'c']), runOf(line, store, { places }));
		expect(counts(outcomes)).toEqual({ sent: 2, skipped: 2, other: 1 });
		expect([asked, back]).toEqual([[3], [1]]);
	});

	test('more than is allowed: nothing is sent, and no key is claimed', async () => {
		const store = new Store();
		const line = new Line();
		const places: Places = { areLimited: true, take: () => problem('quota'), giveBack: () => expect.unreachable() };
		const outcomes = await send(jobsWith(['a', undefined]), runOf(line, store, { places }));
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['not tried', 'not tried']);
		expect([line.asked, store.kept]).toEqual([[], []]);
	});

	test('a store that cannot be read: nothing is sent', async () => {
		const broken = Object.assign(new Store(), { claim: async () => Promise.reject(new Error('database is locked')) });
		const line = new Line();
		const outcomes = await send(jobsWith(['a', undefined]), runOf(line, broken));
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
		expect(line.asked).toEqual([['1']]);
	});

	test('a run that stops begins no further turn after a failure, and forgets what it has not sent', async () => {
		const store = new Store();
		const line = new Line((names) => reply(names.map(() => refused('balance'))));
		const jobs = jobsWith(numbered(1200).map(({ to }) => to));
		const outcomes = await send(jobs, runOf(line, store, { stopsAtFailure: true }));
		expect(outcomes.filter(({ outcome }) => outcome === 'not tried')).toHaveLength(700);
		expect(store.kept).toEqual([]);
	});
});

test('without keys there is one turn; with keys each key stands in a turn once, and turns stay small', () => {
	expect(turnsOf(jobsWith([undefined, undefined])).map((turn) => turn.length)).toEqual([2]);
	const turns = turnsOf(jobsWith(Array.from({ length: 2000 }, (_, index) => String(index % 900))));
	for (const turn of turns) expect(new Set(turn.map(({ deduplicationKey }) => deduplicationKey)).size).toBe(turn.length);
	expect(turns.flat()).toHaveLength(2000);
	expect(Math.max(...turns.map((turn) => turn.length))).toBeLessThanOrEqual(500);
});

describe('n8n’s own store that fails', () => {
	/** A node's store whose removals fail so many times. */
	function n8nStore(failures: number, staticData: () => object = () => ({})) {
		const kept = new Set<string>();
		const context = {
			getWorkflowStaticData: staticData,
			helpers: {
				checkProcessedAndRecord: async (keys: string[]) => {
					const fresh = keys.filter((key) => !kept.has(key));
					for (const key of fresh) kept.add(key);
					return { new: fresh, processed: keys.filter((key) => !fresh.includes(key)) };
				},
				removeProcessed: async (keys: string[]) => {
					if (failures-- > 0) throw new Error('database is locked');
					for (const key of keys) kept.delete(key);
				},
			},
		};
		return { kept, keys: nodeKeys(context as unknown as IExecuteFunctions) };
	}
	const sendWith = async (keys: KeyStore, line: Line, count = 600) => {
		vi.useFakeTimers();
		try {
			const outcomes = send(jobsWith(numbered(count).map(({ to }) => to)), runOf(line, keys));
			await vi.runAllTimersAsync();
			return await outcomes;
		} finally {
			vi.useRealTimers();
		}
	};

	test.each([1, 2])('%i times, when keys were only looked up: everybody is sent their message', async (failures) => {
		const { keys } = n8nStore(failures);
		expect(counts(await sendWith(keys, new Line()))).toEqual({ sent: 600, skipped: 0, other: 0 });
	});

	test('for good: nothing is sent, and the failures say that the keys may count as sent', async () => {
		const line = new Line();
		const outcomes = await sendWith(n8nStore(Infinity).keys, line);
		expect(line.asked).toEqual([]);
		for (const outcome of outcomes) expect(outcome).toMatchObject({ outcome: 'refused', problem: { remedy: expect.stringContaining('may count as sent') } });
	});

	test('a refused message does not keep its key because n8n failed for a moment', async () => {
		const { keys, kept } = n8nStore(2);
		await sendWith(keys, new Line((names) => reply(names.map(() => refused('balance')))), 3);
		expect([...kept]).toEqual([]);
	});

	const BROKEN: Array<[string, () => object]> = [
		['cannot be read', () => { throw new Error('no database'); }],
		['cannot be written', () => Object.freeze({})],
		['cannot be added to', () => ({ sentIds: Object.freeze({}) })],
	];
	test.each(BROKEN)('ids that %s: what was sent is told as sent', async (_how, staticData) => {
		expect(counts(await sendWith(n8nStore(0, staticData).keys, new Line(), 3))).toEqual({ sent: 3, skipped: 0, other: 0 });
	});
});
