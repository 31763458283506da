/** Whatever a vendor answers, and whatever breaks: every entry has one outcome, and no write goes out twice without leave. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { Entry, NoReply, Operation, Outcome, Reply } from '../../nodes/shared/operation.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';
import { dispatch } from './built.ts';
import { answersOf } from './properties.ts';
import { recorded, type Recording } from './recorded.ts';
import { someExchange, wordsOf } from './replies.ts';
import { CASES } from './size.ts';
import { VENDORS } from '../support/vendors/index.ts';

/** A request that went out: its entries, and what came back. */
interface Ask {
	entries: Entry[];
	came: Reply | NoReply;
}

/** A connection that broke, before the request can have reached the vendor or after. */
const broken = (kind: 'unreachable' | 'unclear'): NoReply => ({ problem: { kind, meaning: 'the line broke', remedy: 'Wait.' } });

/** What comes when nothing else is left: the end of any list, and no answer to anything else. */
const END: Reply = { status: 200, headers: {}, body: '[]' };

const CASES_PER_VENDOR = Math.ceil(CASES / 10);

// Pauses before an operation is repeated take seconds.
beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());

const recordings = await Promise.all(VENDORS.map(async (vendor) => ({ vendor, all: await recorded(vendor) })));

describe.each(recordings)('$vendor.type', ({ vendor, all }) => {
	const words = wordsOf(all);

	test.each(all)('$name', async (recording) => {
		const someBreak = fc.constantFrom(broken('unreachable'), broken('unclear'));
		const someReply = someExchange(recording, words).map(({ reply }) => reply);
		const someThing = fc.oneof({ weight: 5, arbitrary: someReply }, { weight: 1, arbitrary: someBreak });
		const some = fc.record({
			exchange: fc.nat(recording.exchanges.length - 1),
			coming: fc.array(someThing, { minLength: 1, maxLength: 6 }),
			maxPerRequest: fc.integer({ min: 1, max: 4 }),
			stopsAtFailure: fc.boolean(),
		});
		const isJudged = fc.asyncProperty(some, async ({ exchange, coming, maxPerRequest, stopsAtFailure }) => {
			const { entries } = recording.exchanges[exchange];
			const { outcomes, asks } = await dispatched(recording.operation, entries, coming, { maxPerRequest, stopsAtFailure });
			expect(outcomes).toHaveLength(entries.length);
			entries.forEach((entry, index) => judge(vendor, recording, { entry, outcome: outcomes[index], asks }));
		});
		await fc.assert(isJudged, { numRuns: Math.ceil(CASES_PER_VENDOR / all.length) });
	});
});

async function dispatched(
	operation: Operation,
	entries: Entry[],
	coming: Array<Reply | NoReply>,
	settings: { maxPerRequest: number; stopsAtFailure: boolean },
): Promise<{ outcomes: Outcome[]; asks: Ask[] }> {
	const asks: Ask[] = [];
	const left = [...coming];
	let packed: Entry[] = [];
	const watched: Operation = { ...operation, pack: (some) => operation.pack((packed = some)) };
	const transport = async () => {
		const came = left.shift() ?? END;
		asks.push({ entries: packed, came });
		return came;
	};
	let outcomes: Outcome[] | undefined;
	const run = dispatch(watched, entries, { transport, redact: (value) => value }, { concurrency: 1, pause: 0, ...settings }).then((all) => (outcomes = all));
	while (!outcomes) await vi.runAllTimersAsync();
	return { outcomes: await run, asks };
}

/** What became of an entry is what the vendor said last, and it was asked again only with the vendor's leave. */
function judge(
	{ fuzz: { proves, invites } }: TestVendor,
	{ name, operation }: Recording,
	{ entry, outcome, asks }: { entry: Entry; outcome: Outcome; asks: Ask[] },
): void {
	const own = asks.filter(({ entries }) => entries.includes(entry));
	expect(outcome.outcome === 'not tried').toBe(own.length === 0);
	if (operation.effect === 'read' || own.length === 0) return;

	const answerOf = ({ came, entries }: Ask) => ('body' in came ? answersOf(came, entries)[entries.indexOf(entry)] : undefined);
	for (const ask of own.slice(0, -1)) {
		const answer = answerOf(ask);
		const mayAskAgain = answer
			? answer.reply.status === 429 || invites(answer)
			: (ask.came as NoReply).problem.kind === 'unreachable';
		if (!mayAskAgain) throw new Error(`${name}: asked again without leave`);
	}
	const last = answerOf(own.at(-1)!);
	if (outcome.outcome === 'accepted' && !(last && proves[name](last))) throw new Error(`${name}: accepted without proof`);
}
