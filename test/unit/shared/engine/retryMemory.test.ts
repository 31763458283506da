import 'reflect-metadata';

import { createRequire } from 'node:module';

import type { IExecuteFunctions } from 'n8n-workflow';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { Operation, Outcome } from '../../../../nodes/shared/operation.ts';
import type { Job } from '../../../../nodes/shared/engine/jobs.ts';
import { NO_MEMORY, retryMemory } from '../../../../nodes/shared/engine/retryMemory.ts';
import { ALL_KINDS, accepted, problem, refused, toy, unknown } from '../toy.ts';

/** What n8n keeps of a run between its tries: metadata, stored as JSON. */
let run: { metadata?: object };

beforeEach(() => {
	run = {};
});

const SEND = toy({ isSend: true });
const WAIT = toy({ answerBy: () => new Date() });

/** The memory that a try of the run finds. */
function nextTry(name = 'message.send', operation: Operation = SEND) {
	if (run.metadata) run.metadata = JSON.parse(JSON.stringify(run.metadata));
	const context = {
		getExecuteData: () => run,
		getExecutionId: () => '1',
		setMetadata: (metadata: object) => {
			run.metadata = { ...run.metadata, ...metadata };
		},
	};
	return retryMemory(context as unknown as IExecuteFunctions, name, operation);
}

const order = { to: '79255070602', text: 'Your order is ready' };
const saying = (text: string) => ({ ...order, text });
const KEY = '0:79255070602';
const job = (entry: object = order, memoryKey = KEY): Job => ({ item: 0, entry, memoryKey });

const settled = (outcome: Outcome, entry: object = order) => nextTry().note(job(entry), outcome);
const outcomeOf = (memory: ReturnType<typeof nextTry>, one: Job) => memory.recall([one]).get(one);
const recalled = (entry: object = order) => outcomeOf(nextTry(), job(entry));

describe('what a retry does not send again', () => {
	test('nothing, at first', () => {
		expect(recalled()).toBeUndefined();
	});

	test('what was accepted: the retry shows its results', () => {
		settled(accepted('000000-10000000'));
		expect(recalled()).toMatchObject({ outcome: 'accepted', results: [{ id: '000000-10000000' }] });
	});

	test('what was accepted, even if an expression now gives another text', () => {
		settled(accepted('1'));
		expect(recalled(saying('now it is 10:01'))).toMatchObject({ outcome: 'accepted' });
	});

	test('what is unclear, even if the text has changed', () => {
		settled({ ...unknown('unclear'), id: '7' });
		expect(recalled(saying('x'))).toMatchObject({ outcome: 'unknown', id: '7' });
	});

	test('what only the entry itself can cure, while nothing about it has changed', () => {
		settled(refused('recipient', { code: '202', isPermanent: true }));
		expect(recalled({ ...order })).toMatchObject({ outcome: 'refused', problem: { kind: 'recipient', code: '202' } });
		expect(recalled(saying('corrected'))).toBeUndefined();
		expect(recalled(saying('Your order is ready 😀'))).toBeUndefined();
	});

	test('a change in the second half of an emoji is a change', () => {
		settled(refused('content', { isPermanent: true }), saying('😀'));
		expect(recalled(saying('😀'))).toBeDefined();
		expect(recalled(saying('😁'))).toBeUndefined();
	});

	test('what was unclear is asked again once it has proved refused, and only then', () => {
		const memory = nextTry();
		memory.note(job(), unknown('unclear'));
		memory.note(job({ ...order, dryRun: true }), refused('other'));
		memory.note(job(), { outcome: 'not tried', problem: problem('other') });
		expect(recalled()).toMatchObject({ outcome: 'unknown' });
		nextTry().note(job(), refused('other'));
		expect(recalled()).toBeUndefined();
	});

	test('the third try remembers what the first has settled', () => {
		settled(accepted('1'));
		nextTry();
		expect(recalled()).toMatchObject({ outcome: 'accepted' });
	});
});

describe('what n8n stores of it', () => {
	const stored = () => (JSON.parse(JSON.stringify(run.metadata)) as { cisSms: { messages: string } }).cisSms.messages;

	test('one text for all messages of a run, with nothing in it of what the vendor said or what was sent', () => {
		const memory = nextTry();
		memory.note(job(), { ...accepted('1'), raw: { sms: 'quoted' } });
		memory.note(job(order, '1:79255070602'), { ...unknown('unclear'), raw: 'quoted' });
		expect(stored()).toBeTypeOf('string');
		expect(stored()).not.toMatch(/quoted|Your order/);
	});

	test.each<[string, (text: string) => unknown]>([
		['loaded as another copy', (text) => ({ toJSON: () => text })],
		['of before they were one text', (text) => JSON.parse(text)],
	])('notes of a package %s are read as well', (_whose, made) => {
		settled(accepted('1'));
		run.metadata = { cisSms: { messages: made(stored()) } };
		const context = { getExecuteData: () => run, getExecutionId: () => '1', setMetadata: () => undefined };
		expect(outcomeOf(retryMemory(context as never, 'message.send', SEND), job())).toMatchObject({ outcome: 'accepted', results: [{ id: '1' }] });
	});

	test('the raw output of a retry shows the simplified results', () => {
		settled({ ...accepted('1'), raw: { sms: 'quoted' } });
		expect(recalled()).toMatchObject({ results: [{ id: '1' }], raw: [{ id: '1' }] });
	});
});

describe('in one process, with n8n’s own way of keeping it', () => {
	const { ExecuteContext } = createRequire(import.meta.url)('n8n-core') as typeof import('n8n-core');
	const { setMetadata } = ExecuteContext.prototype;
	/** Tools of one agent share what n8n keeps. */
	const shared = () => ({ executeData: {} });
	const contextOf = (run: object) =>
		({ ...run, getExecuteData: () => context.executeData, getExecutionId: () => '1', setMetadata }) as unknown as IExecuteFunctions & { executeData: object };
	let context: ReturnType<typeof contextOf>;
	const tryOf = (name = 'message.send', operation: Operation = SEND, memory = retryMemory) => memory(context, name, operation);
	const STOPLIST = toy({ effect: 'write' });
	const other: Job = { item: 0, entry: { to: '375297654321' }, memoryKey: '0:375297654321' };
	beforeEach(() => {
		context = contextOf(shared());
	});

	test('what another operation remembers takes nothing away, nor does what n8n adds', () => {
		tryOf().note(job(), accepted('1'));
		tryOf('stoplist.create', STOPLIST).note(other, accepted('2'));
		context.setMetadata({ tracing: { a: '1' } } as never);
		expect(outcomeOf(tryOf(), job())).toMatchObject({ outcome: 'accepted' });
		expect(outcomeOf(tryOf('stoplist.create', STOPLIST), other)).toMatchObject({ outcome: 'accepted' });
	});

	test('nor what is noted while another operation begins', () => {
		const memory = tryOf();
		tryOf('stoplist.create', STOPLIST);
		memory.note(job(), accepted('1'));
		expect(outcomeOf(tryOf(), job())).toMatchObject({ outcome: 'accepted' });
	});

	test('packages with a copy of the memory each share what they remember', async () => {
		vi.resetModules();
		const { retryMemory: copy } = await import('../../../../nodes/shared/engine/retryMemory.ts');
		expect(copy).not.toBe(retryMemory);
		tryOf().note(job(), accepted('1'));
		tryOf('message.send', SEND, copy).note(other, accepted('2'));
		for (const memory of [retryMemory, copy]) {
			const known = tryOf('message.send', SEND, memory);
			expect([job(), other].map((one) => outcomeOf(known, one)?.outcome)).toEqual(['accepted', 'accepted']);
		}
	});
});

describe('a retry by another operation, chosen meanwhile', () => {
	const TAKEN = [accepted('1'), unknown('unclear')];
	const OTHERS: Array<[name: string, operation: Operation]> = [['message.sendBulk', SEND], ['viber.send', SEND]];

	test.each(OTHERS)('%s writes to nobody again who was written to, or may have been', (name, operation) => {
		for (const outcome of TAKEN) {
			settled(outcome);
			expect(outcomeOf(nextTry(name, operation), job(saying('other')))).toMatchObject({ outcome: outcome.outcome });
		}
	});

	test('one that waits neither writes again nor waits for what cannot come', () => {
		for (const outcome of TAKEN) {
			settled(outcome);
			expect(outcomeOf(nextTry('message.sendAndWait', WAIT), job(saying('other')))).toMatchObject({ outcome: 'not tried' });
		}
	});

	test('one that tells what only it knows, such as a code, does not take another’s result for its own', () => {
		for (const outcome of TAKEN) {
			settled(outcome);
			expect(outcomeOf(nextTry('verification.sendCode', toy({ isSend: true, hasOwnResult: true })), job())).toMatchObject({ outcome: 'not tried' });
		}
		nextTry('verification.sendCode', toy({ isSend: true, hasOwnResult: true })).note(job(), accepted('1'));
		expect(outcomeOf(nextTry('verification.sendCode', toy({ isSend: true, hasOwnResult: true })), job())).toMatchObject({ outcome: 'accepted' });
	});

	test('from one that waits to one that does not: nobody is written to again', () => {
		nextTry('message.sendAndWait', WAIT).note(job(), accepted('1'));
		expect(outcomeOf(nextTry('message.sendAndWait', WAIT), job())).toMatchObject({ outcome: 'accepted' });
		expect(outcomeOf(nextTry(), job())).toMatchObject({ outcome: 'accepted' });
	});
});

describe('an entry that names nobody, such as a mailing', () => {
	const MAILING = toy({ effect: 'write', audience: (entry) => (entry as unknown as { phones: string }).phones });
	const mailing = (phones: string, text = 'x'): Job => ({ item: 0, entry: { phones, text } as unknown as Job['entry'], memoryKey: '0:' });

	test.each([accepted('1'), unknown('unclear')])('is not done again, and not taken for one to other people: $outcome', (outcome) => {
		nextTry('mailing.create', MAILING).note(mailing('1,2'), outcome);
		const known = nextTry('mailing.create', MAILING);
		expect(outcomeOf(known, mailing('1,2', 'another text'))).toMatchObject({ outcome: outcome.outcome });
		expect(outcomeOf(known, mailing('1,2'))).toMatchObject({ outcome: outcome.outcome });
		expect(outcomeOf(known, mailing('3'))).toMatchObject({ outcome: 'not tried', problem: { meaning: expect.stringContaining('other recipients') } });
	});
});

describe('a retry in which recipients have moved to other items', () => {
	const at = (item: number, to: string, text = 'x'): Job => ({ item, entry: { to, text } as Job['entry'], memoryKey: `${item}:${to}` });
	const open = (...jobs: Job[]) => {
		const known = nextTry().recall(jobs);
		return jobs.filter((one) => !known.has(one)).map(({ memoryKey }) => memoryKey);
	};
	beforeEach(() => {
		const memory = nextTry();
		['A', 'B', 'C'].forEach((to, item) => memory.note(at(item, to), accepted(to)));
	});

	test('three items became one, or changed places: nobody is written to again', () => {
		expect(open(at(0, 'A'), at(0, 'B'), at(0, 'C'))).toEqual([]);
		expect(open(at(0, 'C'), at(1, 'A'), at(2, 'B'))).toEqual([]);
	});

	test('who is asked for at the old place and at a new one gets the new message', () => {
		expect(open(at(0, 'A'), at(1, 'B'), at(2, 'C'), at(3, 'A'))).toEqual(['3:A']);
	});

	test('a refusal of another text at the new place hides no message that has moved there', () => {
		nextTry().note(at(7, 'A', 'refused'), refused('content', { isPermanent: true }));
		expect(open(at(7, 'A'), at(0, 'B'))).toEqual([]);
	});

	test('another text at another place is another message', () => {
		expect(open(at(0, 'B', 'other'))).toEqual(['0:B']);
	});

	test('one message of before stands for one message now', () => {
		expect(open(at(5, 'A'), at(6, 'A'))).toHaveLength(1);
	});
});

describe('what a retry sends again', () => {
	test.each(ALL_KINDS)('any other refusal: it took nothing (%s)', (kind) => {
		settled(refused(kind));
		expect(recalled()).toBeUndefined();
	});

	test('what was not tried', () => {
		settled({ outcome: 'not tried', problem: problem('other') });
		expect(recalled()).toBeUndefined();
	});

	test('a dry run, whatever came of it', () => {
		for (const outcome of [accepted('1'), unknown('unclear'), refused('recipient')]) {
			settled(outcome, { ...order, dryRun: true });
			expect(recalled()).toBeUndefined();
		}
	});

	test('what an operation that writes to nobody has in common with one that does', () => {
		settled(accepted('1'));
		expect(outcomeOf(nextTry('verification.callCode', toy()), job())).toBeUndefined();
	});

	test('reads, always', () => {
		NO_MEMORY.note(job(), accepted('1'));
		expect(outcomeOf(NO_MEMORY, job())).toBeUndefined();
	});
});

test('one recipient’s outcome is nobody else’s', () => {
	const names = ['0:1', '0:1#1', '1:1', '0:2', '11:0', '1:01', '__proto__', 'toString'];
	nextTry().note(job(order, names[0]), accepted('1'));
	const memory = nextTry();
	for (const name of names.slice(1)) expect(outcomeOf(memory, job(saying('other'), name))).toBeUndefined();
});

test('other metadata of the run stay, and neither text nor raw answer is kept', () => {
	run.metadata = { subRun: [1] };
	settled({ ...accepted('1'), raw: { echo: order.text } });
	nextTry().note(job(order, 'other'), { ...refused('content', { isPermanent: true }), raw: `echo: ${order.text}` });
	expect(run.metadata).toMatchObject({ subRun: [1] });
	expect(JSON.stringify(run.metadata)).not.toContain(order.text);
});
