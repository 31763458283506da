import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { dispatch, type DispatchSettings } from '../../../../nodes/shared/engine/dispatch.ts';
import { doneWith, type Entry, type Operation, type Outcome } from '../../../../nodes/shared/operation.ts';
import { Line, accepted, named, numbered, problem, refused, reply, toy, unknown, yes } from '../toy.ts';

const SETTINGS: DispatchSettings = { concurrency: 1, pause: 0, stopsAtFailure: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Dispatches, with the clock running as fast as it can. */
async function run(line: Line, operation: Operation, entries: Entry[], settings: Partial<DispatchSettings> = {}) {
	const outcomes = dispatch(operation, entries, line, { ...SETTINGS, ...settings });
	await vi.runAllTimersAsync();
	return await outcomes;
}

const kindsOf = (outcomes: Outcome[]) => outcomes.map(({ outcome }) => outcome);

const idsOf = (outcomes: Outcome[]) =>
	outcomes.map((outcome) => (outcome.outcome === 'accepted' ? outcome.results.map(({ id }) => id) : outcome.outcome));

const rawOf = (outcomes: Outcome[]) => outcomes.map((outcome) => ('raw' in outcome ? outcome.raw : undefined));

describe('the vendor’s own words', () => {
	const answers = () => new Line(() => reply([accepted('1'), { ...refused('other'), raw: 'no' }]));
	const both = toy({ maxPerRequest: 2 });

	test('come with every outcome', async () => {
		expect(rawOf(await run(answers(), both, named('a', 'b')))).toEqual([{ id: '1' }, 'no']);
	});

	test('on what was taken are let go where nobody wants them', async () => {
		expect(rawOf(await run(answers(), both, named('a', 'b'), { dropsRaw: true }))).toEqual([undefined, 'no']);
	});

	test('are put together only for those who want them', async () => {
		const putTogether = vi.fn(() => ({ id: '1' }));
		const lazy = toy({ unpack: () => [doneWith([{ id: '1' }], putTogether)] });
		await run(new Line(), lazy, named('a'), { dropsRaw: true });
		expect(putTogether).not.toHaveBeenCalled();
		expect(rawOf(await run(new Line(), lazy, named('a')))).toEqual([{ id: '1' }]);
	});

	test('tell the next page, whoever wants them', async () => {
		const next: Operation['next'] = (_, { raw }) => ((raw as { id: string }).id === '1' ? { to: '2' } : undefined);
		const pages = new Line(([to]) => reply([accepted(to)]));
		expect(idsOf(await run(pages, toy({ effect: 'read', next }), named('1'), { dropsRaw: true }))).toEqual([['1', '2']]);
	});
});

describe('the ID of what is unclear', () => {
	const traced = (id?: string) => toy({ pack: () => ({ path: '/', reference: 'ours' }), unpack: () => [{ ...unknown('unclear'), ...(id === undefined ? {} : { id }) }] });

	test('is the one that the answer names, or else the one that the request carried', async () => {
		expect(await run(new Line(), traced('theirs'), named('a'))).toMatchObject([{ id: 'theirs' }]);
		expect(await run(new Line(), traced(), named('a'))).toMatchObject([{ id: 'ours' }]);
	});

	test('is made safe, as everything that the vendor said', async () => {
		const line = new Line();
		line.redact = <V>(value: V): V => (value === 'secret' ? '•••' : value) as V;
		expect(await run(line, traced('secret'), named('a'))).toMatchObject([{ id: '•••' }]);
	});
});

describe('requests', () => {
	test('entries share requests up to the operation’s bound, or the user’s if that is lower', async () => {
		const line = new Line();
		expect(idsOf(await run(line, toy({ maxPerRequest: 2 }), named('a', 'b', 'c')))).toEqual([['a'], ['b'], ['c']]);
		expect(line.asked).toEqual([['a', 'b'], ['c']]);

		const narrow = new Line();
		await run(narrow, toy({ maxPerRequest: 100 }), named('a', 'b', 'c'), { maxPerRequest: 2 });
		await run(narrow, toy({ maxPerRequest: 1 }), named('d', 'e'), { maxPerRequest: 2 });
		await run(narrow, toy(), named('f', 'g'));
		expect(narrow.asked).toEqual([['a', 'b'], ['c'], ['d'], ['e'], ['f'], ['g']]);
	});

	test('nothing to do asks nothing', async () => {
		const line = new Line();
		expect(await run(line, toy(), [])).toEqual([]);
		expect(line.asked).toEqual([]);
	});

	test('outcomes come in the order of the entries, whichever answer comes first', async () => {
		const slowFirst = new Line(async (names, turn) => {
			await vi.advanceTimersByTimeAsync(10 - turn);
			return yes(names);
		});
		const sorted = toy({ maxPerRequest: 2, batchKey: ({ to }) => String(Number(to) % 2) });
		const outcomes = await run(slowFirst, sorted, numbered(7), { concurrency: 4 });
		expect(idsOf(outcomes)).toEqual(numbered(7).map(({ to }) => [to]));
	});

	test('each outcome is told once, as soon as it is certain', async () => {
		const told: Array<[number, Outcome]> = [];
		const line = new Line(() => {
			expect(told).toHaveLength(line.asked.length - 1);
			return reply([accepted('x')]);
		});
		const outcomes = await run(line, toy(), numbered(3), { onOutcome: (...settled) => told.push(settled) });
		expect(told).toEqual([...outcomes.entries()]);
	});
});

describe('pace', () => {
	const slow = (milliseconds: number) =>
		new Line((names) => new Promise((resolve) => setTimeout(() => resolve(yes(names)), milliseconds)));

	test('the first request goes alone, then as many at once as allowed', async () => {
		const line = slow(50);
		const outcomes = dispatch(toy(), numbered(10), line, { ...SETTINGS, concurrency: 4 });
		await vi.advanceTimersByTimeAsync(49);
		expect(line.asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(line.asked).toHaveLength(5);
		await vi.runAllTimersAsync();
		expect(await outcomes).toHaveLength(10);
		expect(line.mostAtOnce).toBe(4);
	});

	test('never more at once than allowed, however long the answers take', async () => {
		const delays = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });
		await fc.assert(
			fc.asyncProperty(delays, fc.integer({ min: 1, max: 6 }), fc.nat(9), async (times, concurrency, pause) => {
				const line = new Line(
					(names, turn) => new Promise((resolve) => setTimeout(() => resolve(yes(names)), times[turn])),
				);
				await run(line, toy(), numbered(times.length), { concurrency, pause });
				expect(line.asked).toHaveLength(times.length);
				expect(line.mostAtOnce).toBeLessThanOrEqual(concurrency);
				expect(shortestGap(line)).toBeGreaterThanOrEqual(pause);
			}),
		);
	});

	test('starts keep their distance', async () => {
		const line = new Line();
		await run(line, toy(), numbered(4), { concurrency: 3, pause: 250 });
		expect(line.starts).toEqual([0, 250, 500, 750]);
	});

	test('a pause that the vendor asks for holds every lane, and starts keep their distance after it', async () => {
		const line = new Line((names, turn) => (turn === 1 ? reply([refused('busy', { retryAfter: 7 })]) : yes(names)));
		await run(line, toy(), numbered(5), { concurrency: 3, pause: 100 });
		expect(line.starts.slice(0, 2)).toEqual([0, 100]);
		expect(line.starts[2]).toBeGreaterThanOrEqual(7100);
		expect(shortestGap(line)).toBe(100);
		expect(line.asked).toHaveLength(6);
	});

	const shortestGap = ({ starts }: Line) =>
		Math.min(...starts.slice(1).map((start, place) => start - starts[place]));
});

describe('the end of a run', () => {
	const failAt = (turn: number, failure: unknown) =>
		new Line((names, now) => (now === turn ? reply([failure]) : yes(names)));

	test.each(['credential', 'address', 'blocked'] as const)('a wall (%s) is met once; the rest is told why', async (kind) => {
		const line = failAt(0, refused(kind));
		const outcomes = await run(line, toy(), numbered(50), { concurrency: 5 });
		expect(line.asked).toHaveLength(1);
		expect(outcomes[0]).toMatchObject({ outcome: 'refused', problem: { kind } });
		expect(kindsOf(outcomes.slice(1))).toEqual(Array(49).fill('not tried'));
		expect(outcomes[49]).toMatchObject({ problem: { kind } });
	});

	test('a vendor may say of one problem that it is a wall: it is not asked about again', async () => {
		const line = failAt(1, refused('unreachable', { halts: true }));
		const outcomes = await run(line, toy(), numbered(5));
		expect(kindsOf(outcomes)).toEqual(['accepted', 'refused', 'not tried', 'not tried', 'not tried']);
		expect(line.asked).toHaveLength(2);
	});

	test('and may say why the rest is left alone, where its own words are about itself only', async () => {
		const rest = problem('unreachable', { meaning: 'it answers nobody' });
		const outcomes = await run(failAt(1, { ...unknown('unclear'), problem: problem('unclear', { halts: rest }) }), toy(), numbered(4));
		expect(kindsOf(outcomes)).toEqual(['accepted', 'unknown', 'not tried', 'not tried']);
		expect(outcomes[3]).toEqual({ outcome: 'not tried', problem: rest });
	});

	test('what waits for another try when a wall is met is not tried again', async () => {
		const line = new Line(async (names, turn) => (turn === 0 ? yes(names) : reply([refused(turn === 1 ? 'temporary' : 'credential')])));
		const outcomes = await run(line, toy(), numbered(4), { concurrency: 2 });
		expect(kindsOf(outcomes)).toEqual(['accepted', 'refused', 'refused', 'not tried']);
		expect(outcomes[1]).toMatchObject({ problem: { kind: 'temporary' } });
		expect(line.asked).toHaveLength(3);
	});

	test('a wall met on the way lets the requests that have begun finish', async () => {
		const line = new Line(async (names, turn) => {
			if (turn !== 1) await vi.advanceTimersByTimeAsync(20);
			return turn === 1 ? reply([refused('credential')]) : yes(names);
		});
		const outcomes = await run(line, toy(), numbered(10), { concurrency: 3 });
		expect(kindsOf(outcomes)).toEqual(['accepted', 'refused', 'accepted', 'accepted', ...Array(6).fill('not tried')]);
	});

	test('a refusal of one recipient stops a run that stops, and only that', async () => {
		const goesOn = failAt(1, refused('recipient'));
		expect(kindsOf(await run(goesOn, toy(), numbered(4)))).toEqual(['accepted', 'refused', 'accepted', 'accepted']);

		const stops = failAt(1, refused('recipient'));
		const outcomes = await run(stops, toy(), numbered(4), { stopsAtFailure: true });
		expect(kindsOf(outcomes)).toEqual(['accepted', 'refused', 'not tried', 'not tried']);
		expect(outcomes[3]).toMatchObject({ problem: { meaning: expect.stringContaining('stopped at an earlier failure') } });
		expect(stops.asked).toHaveLength(2);
	});

	test('an unclear outcome stops a run that stops too', async () => {
		const line = failAt(0, unknown('unclear'));
		const outcomes = await run(line, toy(), numbered(3), { stopsAtFailure: true });
		expect(kindsOf(outcomes)).toEqual(['unknown', 'not tried', 'not tried']);
	});

	test('a cancelled run begins nothing', async () => {
		const line = new Line();
		const outcomes = await run(line, toy(), numbered(3), { signal: AbortSignal.abort() });
		expect(line.asked).toEqual([]);
		expect(outcomes[0]).toMatchObject({ outcome: 'not tried', problem: { meaning: expect.stringContaining('cancelled') } });
		expect(kindsOf(outcomes)).toEqual(['not tried', 'not tried', 'not tried']);
	});

	test('a run that is cancelled finishes what it has begun', async () => {
		const stop = new AbortController();
		const line = new Line((names, turn) => {
			if (turn === 2) stop.abort();
			return yes(names);
		});
		const outcomes = await run(line, toy(), numbered(5), { signal: stop.signal });
		expect(kindsOf(outcomes)).toEqual(['accepted', 'accepted', 'accepted', 'not tried', 'not tried']);
	});

	test('cancelling while the vendor asks for patience ends at once', async () => {
		const stop = new AbortController();
		const line = new Line(() => {
			stop.abort();
			return reply([refused('busy', { retryAfter: 60 })]);
		});
		const outcomes = dispatch(toy(), numbered(1), line, { ...SETTINGS, signal: stop.signal });
		expect(kindsOf(await outcomes)).toEqual(['not tried']);
		expect(line.asked).toHaveLength(1);
	});

	const busyAfterOne = (names: string[], turn = 0) =>
		turn === 0 ? yes(names) : reply([refused('busy', { retryAfter: 60 })]);

	test.each([
		['a pause between starts', { pause: 600_000 }, yes],
		['a pause that the vendor asks for', {}, busyAfterOne],
	])('cancelling ends %s', async (_name, settings, answer) => {
		const stop = new AbortController();
		const line = new Line(answer);
		const outcomes = dispatch(toy(), numbered(3), line, { ...SETTINGS, ...settings, signal: stop.signal });
		await vi.advanceTimersByTimeAsync(500);
		const before = line.asked.length;
		stop.abort();
		expect(kindsOf(await outcomes)).toEqual(['accepted', 'not tried', 'not tried']);
		expect(line.asked).toHaveLength(before);
	});
});

describe('lists in pages', () => {
	const list = toy({
		effect: 'read',
		next: ({ to }, page) => (page.results[0].id === 'last' ? undefined : { to: `${to}+` }),
	});

	test('are asked for until the end, and come as one answer', async () => {
		const line = new Line(([name]) => reply([accepted(name.endsWith('++') ? 'last' : name)]));
		const outcomes = await run(line, list, named('a', 'b'));
		expect(line.asked.flat()).toEqual(['a', 'a+', 'a++', 'b', 'b+', 'b++']);
		expect(idsOf(outcomes)).toEqual([['a', 'a+', 'last'], ['b', 'b+', 'last']]);
		expect(outcomes[0]).toMatchObject({ raw: [{ id: 'a' }, { id: 'a+' }, { id: 'last' }] });
	});

	test('a page that fails is asked for again, without asking for the earlier ones', async () => {
		const line = new Line(([name], turn) => {
			if (turn === 1) return { problem: problem('unclear') };
			return reply([accepted(turn === 2 ? 'last' : name)]);
		});
		expect(idsOf(await run(line, list, named('a')))).toEqual([['a', 'last']]);
		expect(line.asked.flat()).toEqual(['a', 'a+', 'a+']);
	});

	test.each([
		['a read', toy({ effect: 'read' }), 'Nothing was sent or changed.'],
		['a read that marks what it returns as seen', toy({ effect: 'read', usesUp: () => true }), 'Look there.'],
		['a write', toy({ effect: 'write' }), 'Look there.'],
	])('%s without a usable answer says what is left to do', async (_what, operation, advice) => {
		const unclear = { ...problem('unclear'), remedy: 'Look there.' };
		for (const answer of [{ problem: unclear }, reply([{ outcome: 'unknown', problem: unclear, raw: 1 }])]) {
			const [outcome] = await run(new Line(() => answer), operation, named('a'));
			expect(outcome).toMatchObject({ problem: { remedy: expect.stringContaining(advice) } });
		}
	});

	test.each<[string, (id: number, turn: number) => object]>([
		['the same rows again', (id) => ({ id })],
		['the same rows in another state', (id, turn) => ({ id, status: `seen ${turn} times` })],
		['rows without ids, the same again', (id) => ({ to: id })],
	])('end when a page brings nothing new, and that page is not told twice: %s', async (_which, row) => {
		const line = new Line((_names, turn) => reply([{ outcome: 'accepted', results: [row(turn % 2, turn)], raw: [row(turn % 2, turn)] }]));
		const endless = toy({ effect: 'read', next: ({ to }) => ({ to: `${to}+` }) });
		const [outcome] = await run(line, endless, named('a'));
		expect(line.asked).toHaveLength(3);
		expect(outcome).toMatchObject({ outcome: 'accepted', results: [row(0, 0), row(1, 1)], raw: [row(0, 0), row(1, 1)] });
	});

	test('several recipients under one id are several rows', async () => {
		const line = new Line((_names, turn) => reply([{ outcome: 'accepted', results: [{ id: '7', to: Math.min(turn, 3) }], raw: [turn] }]));
		await run(line, toy({ effect: 'read', next: ({ to }) => ({ to: `${to}+` }) }), named('a'));
		expect(line.asked).toHaveLength(5);
	});

	test('a list that lacks a page is a failure, not a shorter list', async () => {
		const line = new Line(([name], turn) => (turn === 0 ? reply([accepted(name)]) : { problem: problem('unclear') }));
		expect(await run(line, list, named('a'))).toMatchObject([{ outcome: 'refused', problem: { kind: 'unclear' } }]);
	});
});

describe('what breaks once a request may be under way', () => {
	const boom = () => {
		throw new Error('quotes the answer');
	};
	const BREAKS: Array<[string, (line: Line) => void]> = [
		['the transport', (line) => (line.transport = boom)],
		['the blanking out of secrets', (line) => (line.redact = boom)],
	];

	test.each(BREAKS)('%s: a write is unclear and is told so at once, a read has failed; nothing is asked again', async (_what, breakIt) => {
		for (const [effect, outcome] of [['write', 'unknown'], ['read', 'refused']] as const) {
			const told: string[] = [];
			const line = new Line();
			breakIt(line);
			const outcomes = await run(line, toy({ effect, maxPerRequest: 2 }), named('a', 'b'), { onOutcome: (_index, one) => told.push(one.outcome) });
			expect(kindsOf(outcomes)).toEqual([outcome, outcome]);
			expect(told).toEqual([outcome, outcome]);
			expect(JSON.stringify(outcomes)).not.toContain('quotes');
		}
	});
});

describe('one answer about many', () => {
	const LONG = 'x'.repeat(1_000_000);
	const everybody = (verdict: () => object) => toy({ maxPerRequest: 100, unpack: (_reply, entries) => entries.map(() => verdict() as Outcome & { outcome: 'refused' }) });
	const shared = problem('other', { vendorText: LONG });
	const CASES: Array<[string, () => object]> = [
		['one problem', () => ({ outcome: 'refused', problem: shared })],
		['a problem each, of the same words', () => ({ outcome: 'refused', problem: { ...shared } })],
		['the same answer as text', () => ({ outcome: 'unknown', problem: shared, raw: LONG })],
	];

	const HEADERS: Array<Record<string, string>> = [{}, { 'retry-after': '90' }];

	test.each(CASES.flatMap(([name, verdict]) => HEADERS.map((headers) => [name, verdict, headers] as const)))(
		'%s: its long words are read for secrets once, whoever shares them (%#)',
		async (_name, verdict, headers) => {
			const line = new Line(() => reply([], headers));
			let read = 0;
			line.redact = (value) => {
				read += JSON.stringify(value).length;
				return value;
			};
			const outcomes = await run(line, everybody(verdict), numbered(100));
			expect(outcomes).toHaveLength(100);
			expect(read).toBeLessThan(2.1 * LONG.length);
			expect(JSON.stringify(outcomes).length).toBeLessThan(LONG.length);
		},
	);
});
