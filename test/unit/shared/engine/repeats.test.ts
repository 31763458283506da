import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { dispatch, type DispatchSettings } from '../../../../nodes/shared/engine/dispatch.ts';
import { UnclearReply, traitsOf, type Problem } from '../../../../nodes/shared/errors.ts';
import type { Entry, NoReply, Operation, Outcome, Refused, Reply, Verdict } from '../../../../nodes/shared/operation.ts';
import { unclearReply } from '../../../../nodes/shared/transport/replies.ts';
import { ALL_KINDS, Line, accepted, named, numbered, problem, refused, reply, toy, unknown, yes } from '../toy.ts';

const SETTINGS: DispatchSettings = { concurrency: 1, pause: 0, stopsAtFailure: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function run(line: Line, operation: Operation, entries: Entry[], settings: Partial<DispatchSettings> = {}) {
	const outcomes = dispatch(operation, entries, line, { ...SETTINGS, ...settings });
	await vi.runAllTimersAsync();
	return await outcomes;
}

const always = (answer: Reply | NoReply) => new Line(() => answer);
const http = (status: number, headers = {}): Reply => ({ status, headers, body: '<html>' });
const unpackHttp = (answer: Reply) => {
	throw unclearReply(answer);
};

describe('what is asked again', () => {
	test.each(['busy', 'temporary', 'unreachable'] as const)('%s: three times in all, with growing pauses', async (kind) => {
		for (const effect of ['read', 'write'] as const) {
			const line = always(reply([refused(kind)]));
			expect(await run(line, toy({ effect }), named('a'))).toMatchObject([{ outcome: 'refused', problem: { kind } }]);
			expect(line.starts).toEqual([0, 1000, 4000]);
		}
	});

	test('a request that never left, and an answer of HTTP 429', async () => {
		const down = always({ problem: problem('unreachable') });
		expect(await run(down, toy(), named('a'))).toMatchObject([{ outcome: 'refused' }]);
		expect(down.asked).toHaveLength(3);

		const flooded = always(http(429));
		expect(await run(flooded, toy({ unpack: unpackHttp }), named('a'))).toMatchObject([{ outcome: 'refused' }]);
		expect(flooded.asked).toHaveLength(3);
	});

	test('a read whose answer was lost or cannot be read', async () => {
		for (const answer of [{ problem: problem('unclear') }, http(502), { ...http(200), body: '' }]) {
			const line = always(answer);
			const outcomes = await run(line, toy({ effect: 'read', unpack: unpackHttp }), named('a'));
			expect(outcomes).toMatchObject([{ outcome: 'refused', problem: { kind: 'unclear' } }]);
			expect(line.asked).toHaveLength(3);
		}
	});

	test('only the recipients that were turned away, not those of the same request that were accepted', async () => {
		const first = reply([accepted('a'), refused('temporary'), refused('recipient'), refused('busy')]);
		const line = new Line((names, turn) => (turn === 0 ? first : yes(names)));
		const outcomes = await run(line, toy({ maxPerRequest: 4 }), named('a', 'b', 'c', 'd'));
		expect(line.asked).toEqual([['a', 'b', 'c', 'd'], ['b', 'd']]);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'refused', 'accepted']);
	});
});

describe('what is never asked again', () => {
	const patient = ALL_KINDS.filter((kind) => !['busy', 'temporary', 'unreachable'].includes(kind));

	test.each(patient)('a refusal of kind %s', async (kind) => {
		const line = always(reply([refused(kind)]));
		expect(await run(line, toy(), named('a'))).toMatchObject([{ outcome: 'refused', problem: { kind } }]);
		expect(line.asked).toHaveLength(1);
	});

	test.each(ALL_KINDS)('a send that the vendor’s answer leaves open, even where it says %s', async (kind) => {
		const line = always(reply([unknown(kind)]));
		expect(await run(line, toy(), named('a'))).toMatchObject([{ outcome: 'unknown' }]);
		expect(line.asked).toHaveLength(1);
	});

	test.each<[string, Reply | NoReply]>([
		['the connection broke', { problem: problem('unclear') }],
		['the server failed', http(500)],
		['a server in between failed', http(503, { 'retry-after': '1' })],
		['an empty answer came', { ...http(200), body: '' }],
		['it pointed elsewhere', http(302)],
	])('a send of which %s', async (_what, answer) => {
		const line = always(answer);
		expect(await run(line, toy({ unpack: unpackHttp }), named('a'))).toMatchObject([{ outcome: 'unknown' }]);
		expect(line.asked).toHaveLength(1);
	});
});

test('a read that uses up what it returns is not asked again when its answer was lost', async () => {
	const line = always({ problem: problem('unclear') });
	const outcomes = await run(line, toy({ effect: 'read', usesUp: ({ to }) => to === 'unread' }), named('unread', 'all'));
	expect(outcomes).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
	expect(line.asked).toEqual([['unread'], ['all'], ['all'], ['all']]);
});

test('an unclear send is told with the id of ours that it carried', async () => {
	const pack = () => ({ path: '/', reference: 'ours-7' });
	const [lost] = await run(always({ problem: problem('unclear') }), toy({ pack }), named('a'));
	expect(lost).toMatchObject({ outcome: 'unknown', id: 'ours-7' });
	const [refusal] = await run(always({ problem: problem('address') }), toy({ pack }), named('a'));
	expect(refusal).not.toHaveProperty('id');
});

describe('Retry-After', () => {
	const once = (answer: Reply) => new Line((names, turn) => (turn === 0 ? answer : yes(names)));

	test.each([
		['5', 5000], ['60', 60_000], ['0', 1000], ['soon', 1000],
	])('%s seconds', async (header, start) => {
		const line = once(reply([refused('busy')], { 'retry-after': header }));
		expect(await run(line, toy(), named('a'))).toMatchObject([{ outcome: 'accepted' }]);
		expect(line.starts).toEqual([0, start]);
	});

	test('a date', async () => {
		vi.setSystemTime('2026-12-31T10:00:00Z');
		const line = once(reply([refused('temporary')], { 'retry-after': 'Thu, 31 Dec 2026 10:00:20 GMT' }));
		await run(line, toy(), named('a'));
		expect(line.starts).toEqual([0, 20_000]);
	});

	test('is honoured for HTTP 429 as well', async () => {
		const line = once(http(429, { 'retry-after': '9' }));
		const unpack = (answer: Reply): Verdict[] => (answer.status === 429 ? unpackHttp(answer) : JSON.parse(answer.body));
		await run(line, toy({ unpack }), named('a'));
		expect(line.starts).toEqual([0, 9000]);
	});

	test('longer than a minute is left to the user, who is told how long', async () => {
		const line = once(reply([refused('busy')], { 'retry-after': '61' }));
		expect(await run(line, toy(), named('a'))).toMatchObject([{ outcome: 'refused', problem: { retryAfter: 61 } }]);
		expect(line.asked).toHaveLength(1);
	});
});

describe('answers that do not fit', () => {
	const breaks: Array<[string, Operation['unpack']]> = [
		['no verdict', () => []],
		['a verdict too many', () => [accepted('a'), accepted('b'), accepted('c')]],
		['a mistake of ours', () => { throw new TypeError('oops'); }],
		['an answer that nobody promised', () => { throw new UnclearReply(problem('unclear'), 'what came'); }],
		['nothing at all', () => undefined as unknown as Verdict[]],
	];

	test.each(breaks)('%s: a send is unknown, a read has failed', async (_what, unpack) => {
		const send = new Line();
		const sent = await run(send, toy({ maxPerRequest: 2, unpack }), named('a', 'b'));
		expect(sent).toMatchObject([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
		expect(send.asked).toHaveLength(1);

		const read = await run(new Line(), toy({ maxPerRequest: 2, effect: 'read', unpack }), named('a', 'b'));
		expect(read).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }]);
	});

	test('the answer is kept for the details of the failure', async () => {
		const [[, ], [, tooMany], [, throws], [, unpromised]] = breaks;
		const answer = { ...http(200), body: 'the whole answer' };
		for (const unpack of [tooMany, throws]) {
			expect(await run(always(answer), toy({ unpack }), named('a'))).toMatchObject([{ raw: 'the whole answer' }]);
		}
		expect(await run(always(answer), toy({ unpack: unpromised }), named('a'))).toMatchObject([{ raw: 'what came' }]);
	});
});

describe('whatever the network, the vendor and the code of a vendor do', () => {
	const kind = fc.constantFrom(...ALL_KINDS);
	const verdict = fc.oneof(fc.constant(accepted('id')), kind.map((one) => refused(one)), kind.map((one) => unknown(one)));
	const behaviour = fc.oneof(
		{ weight: 4, arbitrary: fc.array(verdict, { minLength: 4, maxLength: 4 }).map((verdicts) => ({ verdicts })) },
		kind.map((one) => ({ lost: problem(one) })),
		kind.map((one) => ({ unclear: problem(one) })),
		fc.constantFrom({ count: 0 }, { count: 9 }, { throws: true }),
	);
	type Behaviour = { verdicts?: Verdict[]; lost?: Problem; unclear?: Problem; count?: number; throws?: true };

	/** Acts out one behaviour per request; notes what each entry was told, in the engine's terms. */
	function act(acts: Behaviour[], does: Operation['effect']) {
		const told = new Map<string, Array<Verdict | 'unclear'>>();
		const tell = (names: string[], of: (place: number) => Verdict | 'unclear') =>
			names.forEach((name, place) => told.set(name, [...(told.get(name) ?? []), of(place)]));
		const behaviourAt = (turn: number) => acts[turn % acts.length];
		const fromProblem = (of: Problem): Verdict | 'unclear' =>
			of.kind === 'unclear' ? 'unclear' : { outcome: 'refused', problem: of };

		const line = new Line((names, turn) => {
			const { lost } = behaviourAt(turn);
			if (lost) tell(names, () => fromProblem(lost));
			return lost ? { problem: lost } : reply(null, { turn: String(turn) });
		});
		const unpack = ({ headers }: Reply, entries: Entry[]): Verdict[] => {
			const { verdicts, unclear, count } = behaviourAt(Number(headers.turn));
			const names = entries.map(({ to }) => to ?? '');
			tell(names, (place) => verdicts?.[place] ?? (unclear ? fromProblem(unclear) : 'unclear'));
			if (unclear) throw new UnclearReply(unclear);
			if (count !== undefined) return Array.from({ length: count }, () => accepted('wrong'));
			if (!verdicts) throw new RangeError('a mistake of ours');
			return verdicts.slice(0, entries.length);
		};
		return { line, told, operation: toy({ effect: does, maxPerRequest: 4, unpack }) };
	}

	const script = fc.array(behaviour as fc.Arbitrary<Behaviour>, { minLength: 1, maxLength: 8 });
	const effect = fc.constantFrom('read' as const, 'write' as const);
	const settings = fc.record({
		concurrency: fc.integer({ min: 1, max: 3 }),
		pause: fc.constantFrom(0, 10),
		maxPerRequest: fc.integer({ min: 1, max: 4 }),
		stopsAtFailure: fc.boolean(),
	});

	test('every entry has exactly one outcome, the one it was told last', async () => {
		await fc.assert(
			fc.asyncProperty(script, fc.nat(12), settings, effect, async (acts, count, chosen, does) => {
				const { line, told, operation } = act(acts, does);
				const settled: Outcome[][] = Array.from({ length: count }, () => []);
				const settle = (index: number, outcome: Outcome) => void settled[index].push(outcome);
				const outcomes = await run(line, operation, numbered(count), { ...chosen, onOutcome: settle });

				expect(outcomes).toHaveLength(count);
				expect(settled).toEqual(outcomes.map((outcome) => [outcome]));
				outcomes.forEach(({ outcome }, index) => {
					const last = told.get(String(index))?.at(-1);
					if (last === undefined) expect(outcome).toBe('not tried');
					else if (last === 'unclear') expect(outcome).toBe(does === 'write' ? 'unknown' : 'refused');
					else expect(outcome).toBe(does === 'read' && last.outcome === 'unknown' ? 'refused' : last.outcome);
				});
			}),
			{ numRuns: 400 },
		);
	});

	test('a send goes out again only after a refusal that may pass, and three times at most', async () => {
		await fc.assert(
			fc.asyncProperty(script, fc.nat(12), settings, async (acts, count, chosen) => {
				const { line, told, operation } = act(acts, 'write');
				await run(line, operation, numbered(count), chosen);
				for (const answers of told.values()) {
					expect(answers.length).toBeLessThanOrEqual(3);
					for (const earlier of answers.slice(0, -1)) {
						expect(earlier).toMatchObject({ outcome: 'refused' });
						expect(traitsOf((earlier as Refused).problem.kind).repeats).toBe(true);
					}
				}
			}),
			{ numRuns: 400 },
		);
	});
});
