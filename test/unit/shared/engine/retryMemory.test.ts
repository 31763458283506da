import type { IExecuteFunctions } from 'n8n-workflow';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Outcome } from '../../../../nodes/shared/operation.ts';
import type { Job } from '../../../../nodes/shared/engine/jobs.ts';
import { NO_MEMORY, retryMemory } from '../../../../nodes/shared/engine/retryMemory.ts';
import { ALL_KINDS, accepted, problem, refused, unknown } from '../toy.ts';

/** What n8n keeps of a run between its tries: metadata, stored as JSON. */
let run: { metadata?: object };

beforeEach(() => {
	run = {};
});

/** The memory that a try of the run finds. */
function nextTry(operation = 'message.send') {
	if (run.metadata) run.metadata = JSON.parse(JSON.stringify(run.metadata));
	const context = {
		getExecuteData: () => run,
		setMetadata: (metadata: object) => {
			run.metadata = { ...run.metadata, ...metadata };
		},
	};
	return retryMemory(context as unknown as IExecuteFunctions, operation);
}

const order = { to: '79255070602', text: 'Your order is ready' };
const saying = (text: string) => ({ ...order, text });
const KEY = '0:79255070602';
const job = (entry: object = order, memoryKey = KEY): Job => ({ item: 0, entry, memoryKey });

const settled = (outcome: Outcome, entry: object = order) => nextTry().note(job(entry), outcome);
const recalled = (entry: object = order) => nextTry().recall(job(entry));

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

	test('the third try remembers what the first has settled', () => {
		settled(accepted('1'));
		nextTry();
		expect(recalled()).toMatchObject({ outcome: 'accepted' });
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

	test('what another operation has settled', () => {
		settled(accepted('1'));
		expect(nextTry('verification.callCode').recall(job())).toBeUndefined();
	});

	test('reads, always', () => {
		NO_MEMORY.note(job(), accepted('1'));
		expect(NO_MEMORY.recall(job())).toBeUndefined();
	});
});

test('one recipient’s outcome is nobody else’s', () => {
	const names = ['0:1', '0:1#1', '1:1', '0:2', '11:0', '1:01', '__proto__', 'toString'];
	nextTry().note(job(order, names[0]), accepted('1'));
	const memory = nextTry();
	for (const name of names.slice(1)) expect(memory.recall(job(order, name))).toBeUndefined();
});

test('other metadata of the run stay, and neither text nor raw answer is kept', () => {
	run.metadata = { subRun: [1] };
	settled({ ...accepted('1'), raw: { echo: order.text } });
	nextTry().note(job(order, 'other'), { ...refused('content', { isPermanent: true }), raw: `echo: ${order.text}` });
	expect(run.metadata).toMatchObject({ subRun: [1] });
	expect(JSON.stringify(run.metadata)).not.toContain(order.text);
});
