import type { IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import type { Job } from '../../../../nodes/shared/engine/jobs.ts';
import { messagesIn, placesOf, sentAmong } from '../../../../nodes/shared/engine/limits.ts';
import type { Limits } from '../../../../nodes/shared/sms/limits.ts';
import { accepted, numbered, refused, unknown } from '../toy.ts';

const NOON = Date.parse('2026-11-27T12:00:00Z');

let nodes = 0;

/** A node as n8n runs it; `processes` forget, `executions` begin anew, static data are saved as JSON. */
class SendingNode {
	run: object = {};
	kept: object = {};
	zone = 'UTC';
	private id = String(++nodes);

	nextExecution() {
		this.run = {};
		return this;
	}

	otherProcess() {
		this.id = String(++nodes);
		this.kept = JSON.parse(JSON.stringify(this.kept));
		return this.nextExecution();
	}

	places(limits: Limits, now = NOON) {
		return placesOf(
			{
				getTimezone: () => this.zone,
				getWorkflow: () => ({ id: 'w' }),
				getNode: () => ({ id: this.id }),
				getContext: () => this.run,
				getWorkflowStaticData: () => this.kept,
			} as unknown as IExecuteFunctions,
			limits,
			now,
		);
	}
}

describe('per run', () => {
	test('as many as are allowed, and not one more', () => {
		expect(new SendingNode().places({ perRun: 3 }).take(3)).toBeUndefined();
		const problem = new SendingNode().places({ perRun: 3 }).take(4);
		expect(problem?.meaning).toBe('this run has 4 messages to send, and the option "Maximum Messages per Run" allows 3');
		expect(problem?.remedy).toContain('raise the option');
	});

	test('spans the calls of one execution, and not the next one', () => {
		const node = new SendingNode();
		expect(node.places({ perRun: 3 }).take(2)).toBeUndefined();
		expect(node.places({ perRun: 3 }).take(2)?.meaning).toContain('this run has 2 messages to send after 2 before');
		expect(node.places({ perRun: 3 }).take(1)).toBeUndefined();
		expect(node.nextExecution().places({ perRun: 3 }).take(3)).toBeUndefined();
	});

	test('what was refused gives its place back, and what was too much has taken none', () => {
		const places = new SendingNode().places({ perRun: 3 });
		expect(places.take(4)).toBeDefined();
		expect(places.take(3)).toBeUndefined();
		places.giveBack(2);
		expect(places.take(3)).toBeDefined();
		expect(places.take(2)).toBeUndefined();
	});

	test('counts this call alone where n8n has no place for the count', () => {
		const context = { getTimezone: () => 'UTC', getWorkflow: () => ({}), getNode: () => ({ id: 'x' }), getContext: () => { throw new Error('`executionData` is not initialized'); }, getWorkflowStaticData: () => ({}) };
		expect(placesOf(context as unknown as IExecuteFunctions, { perRun: 1 }, NOON).take(2)).toBeDefined();
	});
});

describe('per day', () => {
	test('spans executions, processes that are restarted, and tells all that one needs to know', () => {
		const node = new SendingNode();
		node.zone = 'Europe/Minsk';
		expect(node.places({ perDay: 5 }).take(4)).toBeUndefined();
		const problem = node.otherProcess().places({ perDay: 5 }).take(2);
		expect(problem).toMatchObject({
			kind: 'quota',
			meaning: 'this run has 2 messages to send, 4 went or may have gone today, and the option "Maximum Messages per Day" allows 5',
			remedy: expect.stringContaining('The count starts anew on 2026-11-28 00:00 (Europe/Minsk)'),
		});
		expect(node.places({ perDay: 5 }).take(1)).toBeUndefined();
	});

	test.each([
		['UTC', '2026-11-27T23:59:59Z', '2026-11-28T00:00:00Z'],
		['Europe/Minsk', '2026-11-27T20:59:59Z', '2026-11-27T21:00:00Z'],
		['Asia/Vladivostok', '2026-12-31T13:59:59Z', '2026-12-31T14:00:00Z'],
	])('begins anew at midnight of the workflow’s zone: %s', (zone, before, after) => {
		const node = new SendingNode();
		node.zone = zone;
		expect(node.places({ perDay: 1 }, Date.parse(before)).take(1)).toBeUndefined();
		expect(node.places({ perDay: 1 }, Date.parse(before)).take(1)).toBeDefined();
		expect(node.places({ perDay: 1 }, Date.parse(after)).take(1)).toBeUndefined();
	});

	test('a run that ends after midnight leaves the count of the new day as it is', () => {
		const node = new SendingNode();
		const yesterday = node.places({ perDay: 3 }, Date.parse('2026-11-27T23:59:00Z'));
		yesterday.take(3);
		node.places({ perDay: 3 }, Date.parse('2026-11-28T00:01:00Z')).take(3);
		yesterday.giveBack(1);
		const saved = node.kept;
		node.kept = {};
		expect(node.places({ perDay: 3 }, Date.parse('2026-11-28T00:02:00Z')).take(1)).toBeDefined();
		node.kept = saved;
		expect(node.otherProcess().places({ perDay: 3 }, Date.parse('2026-11-28T00:03:00Z')).take(1)).toBeDefined();
	});

	test('executions of one process that overlap see each other, though each read the count before', () => {
		const node = new SendingNode();
		const readBefore = JSON.parse(JSON.stringify(node.kept));
		expect(node.places({ perDay: 3 }).take(2)).toBeUndefined();
		node.kept = readBefore;
		expect(node.places({ perDay: 3 }).take(2)).toBeDefined();
	});

	test('what was refused gives its place back', () => {
		const node = new SendingNode();
		node.places({ perDay: 3 }).take(3);
		node.places({ perDay: 3 }).giveBack(1);
		expect(node.otherProcess().places({ perDay: 3 }).take(2)).toBeDefined();
		expect(node.places({ perDay: 3 }).take(1)).toBeUndefined();
	});

	test.each([{ messagesToday: 'x' }, { messagesToday: { day: '2026-11-27', count: 'many' } }, { messagesToday: null }])('a count that is none counts as nothing: %j', (kept) => {
		const node = new SendingNode();
		node.kept = kept;
		expect(node.places({ perDay: 1 }).take(1)).toBeUndefined();
	});
});

describe('what counts', () => {
	const jobs = (...more: Array<Partial<Job> & { dryRun?: true }>): Job[] =>
		numbered(more.length).map((entry, item) => ({ item, entry: { ...entry, dryRun: more[item].dryRun }, memoryKey: String(item), ...more[item] }));

	test('each message, a key once, a rehearsal not', () => {
		expect(messagesIn(jobs({}, {}, { deduplicationKey: 'a' }, { deduplicationKey: 'a' }, { deduplicationKey: 'b' }, { dryRun: true }))).toBe(4);
	});

	test('what was accepted and what is unclear keeps its place', () => {
		const outcomes = [accepted('1'), refused('balance'), unknown('unclear'), accepted('2')];
		expect(sentAmong(jobs({}, {}, {}, { dryRun: true }), outcomes)).toBe(2);
	});
});
