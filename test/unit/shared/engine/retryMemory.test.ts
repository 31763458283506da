import type { IExecuteFunctions } from 'n8n-workflow';
import { beforeEach, describe, expect, test } from 'vitest';

import type { Outcome } from '../../../../nodes/shared/operation.ts';
import { NO_MEMORY, memoryKey, runMemory } from '../../../../nodes/shared/engine/retryMemory.ts';
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
	return runMemory(context as unknown as IExecuteFunctions, operation);
}

const order = { to: '79255070602', text: 'Your order is ready' };
const saying = (text: string) => ({ ...order, text });
const KEY = memoryKey(0, 0, order);
const lasting = ['input', 'recipient', 'content', 'other'] as const;
const passing = ALL_KINDS.filter((kind) => !(lasting as readonly string[]).includes(kind));

const settled = (outcome: Outcome, entry: object = order) => nextTry().settle(KEY, entry, outcome);

describe('what a retry does not send again', () => {
	test('nothing, at first', () => {
		expect(nextTry().recall(KEY, order)).toBeUndefined();
	});

	test('what was accepted: the retry shows its results', () => {
		settled(accepted('000000-10000000'));
		expect(nextTry().recall(KEY, order)).toMatchObject({ outcome: 'accepted', results: [{ id: '000000-10000000' }] });
	});

	test('what was accepted, even if an expression now gives another text', () => {
		settled(accepted('1'));
		expect(nextTry().recall(KEY, saying('now it is 10:01'))).toMatchObject({ outcome: 'accepted' });
	});

	test('what is unclear, even if the text has changed', () => {
		settled({ ...unknown('unclear'), id: '7' });
		expect(nextTry().recall(KEY, saying('x'))).toMatchObject({ outcome: 'unknown', id: '7' });
	});

	test.each(lasting)('what was refused for good (%s), while nothing about it has changed', (kind) => {
		settled(refused(kind, { code: '202' }));
		expect(nextTry().recall(KEY, { ...order })).toMatchObject({ outcome: 'refused', problem: { kind, code: '202' } });
		expect(nextTry().recall(KEY, saying('corrected'))).toBeUndefined();
	});

	test('the third try remembers what the first has settled', () => {
		settled(accepted('1'));
		nextTry();
		expect(nextTry().recall(KEY, order)).toMatchObject({ outcome: 'accepted' });
	});
});

describe('what a retry sends again', () => {
	test.each(passing)('a refusal that may pass: %s', (kind) => {
		settled(refused(kind));
		expect(nextTry().recall(KEY, order)).toBeUndefined();
	});

	test('what was not tried', () => {
		settled({ outcome: 'not tried', problem: problem('other') });
		expect(nextTry().recall(KEY, order)).toBeUndefined();
	});

	test('a dry run, whatever came of it', () => {
		for (const outcome of [accepted('1'), unknown('unclear'), refused('recipient')]) {
			settled(outcome, { ...order, dryRun: true });
			expect(nextTry().recall(KEY, order)).toBeUndefined();
		}
	});

	test('everything, once all of a run was accepted', () => {
		const memory = nextTry();
		memory.settle(KEY, order, accepted('1'));
		memory.forget();
		expect(nextTry().recall(KEY, order)).toBeUndefined();
	});

	test('what another operation has settled', () => {
		settled(accepted('1'));
		expect(nextTry('verification.callCode').recall(KEY, order)).toBeUndefined();
	});

	test('reads, always', () => {
		NO_MEMORY.settle(KEY, order, accepted('1'));
		expect(NO_MEMORY.recall(KEY, order)).toBeUndefined();
	});
});

test('one recipient’s outcome is nobody else’s', () => {
	const keys = [[0, 0, '1'], [0, 1, '1'], [1, 0, '1'], [0, 0, '2'], [1, 10, '1'], [11, 0, '1'], [1, 1, '01']] as const;
	const names = keys.map(([item, place, to]) => memoryKey(item, place, { to }));
	expect(new Set(names).size).toBe(keys.length);
	nextTry().settle(names[0], order, accepted('1'));
	const memory = nextTry();
	for (const name of [...names.slice(1), '__proto__', 'toString']) expect(memory.recall(name, order)).toBeUndefined();
});

test('other metadata of the run stay, and neither text nor raw answer is kept', () => {
	run.metadata = { subRun: [1] };
	settled({ ...accepted('1'), raw: { echo: order.text } });
	nextTry().settle('other', order, { ...refused('content'), raw: `echo: ${order.text}` });
	expect(run.metadata).toMatchObject({ subRun: [1] });
	expect(JSON.stringify(run.metadata)).not.toContain(order.text);
});
