import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { UnclearReply } from '../../../nodes/shared/errors.ts';
import type { Entry, Operation, Reply, Request, Verdict } from '../../../nodes/shared/operation.ts';
import { smsRu } from '../../../nodes/SmsRu/resources/index.ts';
import { getCost } from '../../../nodes/SmsRu/resources/message/getCost.ts';
import { send } from '../../../nodes/SmsRu/resources/message/send.ts';
import type { MessageEntry } from '../../../nodes/SmsRu/resources/message/entries.ts';
import { A, B, entry, formOf, http, ok } from './smsRu.kit.ts';

/** What a form asks for: its texts by number, as the document reads `to` with `msg`, and `multi`. */
function asked(request: Request): Array<[string, string]> {
	const form = formOf(request);
	const multi = [...form].flatMap(([name, text]): Array<[string, string]> => {
		const number = /^multi\[(.+)\]$/.exec(name)?.[1];
		return number ? [[number, text]] : [];
	});
	return [...(form.get('to')?.split(',') ?? []).map((to): [string, string] => [to, form.get('msg') ?? '']), ...multi];
}

const phone = fc.oneof(...[/^7[3489]\d{9}$/, /^375\d{9}$/, /^[1-6]\d{9,13}$/].map((form) => fc.stringMatching(form)));
const phones = fc.uniqueArray(phone, { minLength: 1, maxLength: 30 });
const text = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1 }),
	fc.string({ unit: fc.constantFrom(...'&=+%[],;#?/\\"\'<> \n\r\tя😀') }),
	fc.constantFrom('one text', 'another'),
);
const entries = fc
	.uniqueArray(fc.tuple(phone, text), { minLength: 1, maxLength: 30, selector: ([to]) => to })
	.map((pairs) => pairs.map(([to, own]) => entry(to, own)));

describe('there and back', () => {
	test('each number is asked to get its own text, whatever the texts hold', () => {
		fc.assert(
			fc.property(entries, fc.constantFrom(send, getCost), (all, operation) => {
				expect(asked(operation.pack(all))).toEqual(all.map(({ to, text: own }) => [to, own]));
			}),
			{ numRuns: 500 },
		);
	});

	test('settings go along once, texts do not leak into them', () => {
		fc.assert(
			fc.property(entries, (all) => {
				const settings: MessageEntry['settings'] = [['from', 'Имя & Co'], ['test', '1']];
				const form = formOf(send.pack(all.map((one) => ({ ...one, settings }))));
				expect(['from', 'test', 'json'].map((name) => form.getAll(name))).toEqual([['Имя & Co'], ['1'], ['1']]);
			}),
		);
	});

	const accepted = (id: string) => ({ status: 'OK', status_code: 100, sms_id: id });

	/** The ways in which the vendor may write a number that we wrote in the international form. */
	const spelt = (to: string, way: number): string => {
		const russian = [to, `+${to}`, `8${to.slice(1)}`, to.slice(1), `+7 (${to.slice(1, 4)}) ${to.slice(4)}`];
		return to.startsWith('7') ? russian[way % russian.length] : [to, `+${to}`][way % 2];
	};

	test('each number gets its own id back, in any order and spelling', () => {
		const ways = fc.array(fc.nat(9), { minLength: 30, maxLength: 30 });
		fc.assert(
			fc.property(phones, ways, fc.boolean(), (numbers, chosen, reversed) => {
				const parts = numbers.map((to, place) => [spelt(to, chosen[place]), accepted(`000000-${to}`)] as const);
				const sms = Object.fromEntries(reversed ? parts.reverse() : parts);
				const verdicts = send.unpack(ok({ sms }), numbers.map((to) => entry(to)));
				expect(verdicts).toMatchObject(numbers.map((to) => ({ results: [{ id: `000000-${to}`, to }] })));
			}),
		);
	});
});

describe('any answer at all', () => {
	const numbers = [A, B, '19255070602', '375296890043'];
	const part = fc.oneof(
		fc.record(
			{
				status: fc.constantFrom<unknown>('OK', 'ERROR', 'ok', null, 1),
				status_code: fc.constantFrom<unknown>(100, '100', 101, 103, 200, 207, 500, -1, null, 'x', 1e300),
				sms_id: fc.oneof(fc.stringMatching(/^\d{6}-\d{1,8}$/), fc.constantFrom<unknown>('', null, 5, [])),
				status_text: fc.jsonValue(),
				send_time: fc.jsonValue(),
			},
			{ requiredKeys: [] },
		),
		fc.jsonValue(),
	);
	const number = fc.constantFrom(...numbers, `+${A}`, `8${A.slice(1)}`, '5070602', '__proto__');
	const answer = fc.record(
		{
			status: fc.constantFrom<unknown>('OK', 'OK', 'OK', 'ERROR', 'x'),
			status_code: fc.constantFrom<unknown>(100, 200, null),
			sms: fc.oneof(fc.dictionary(number, part), fc.jsonValue()),
		},
		{ requiredKeys: [] },
	);
	/** A slice of the answer replaced by something else, as a broken line or a server in between might. */
	const damaged = fc.tuple(answer, fc.nat(), fc.nat(20), fc.string()).map(([undamaged, at, length, instead]) => {
		const body = JSON.stringify(undamaged);
		const start = at % (body.length + 1);
		return body.slice(0, start) + instead + body.slice(start + length);
	});
	const whole = answer.map((one) => JSON.stringify(one));
	const body = fc.oneof(whole, damaged, fc.json(), fc.string(), fc.stringMatching(/^\d{3}\s?$/));
	const status = fc.oneof({ weight: 5, arbitrary: fc.constant(200) }, fc.constantFrom(301, 400, 429, 500, 502));

	/** One verdict per entry, or `UnclearReply`, in which case the engine gives one to each. */
	function unpacked<T extends Entry>(operation: Operation<T>, reply: Reply, all: T[]): Verdict[] | undefined {
		try {
			const verdicts = operation.unpack(reply, all);
			expect(verdicts).toHaveLength(all.length);
			for (const { outcome } of verdicts) expect(['accepted', 'refused', 'unknown']).toContain(outcome);
			return verdicts;
		} catch (error) {
			if (error instanceof UnclearReply) return undefined;
			throw error;
		}
	}

	/** What the vendor itself says was taken, read without the node's code. */
	function takenBy(written: string): unknown[] {
		const parts: Array<Record<string, unknown> | null> = Object.values(JSON.parse(written).sms);
		const taken = parts.filter((one) => one?.status === 'OK' && Number(one.status_code) === 100 && one.sms_id);
		return taken.map((one) => String(one?.sms_id));
	}

	test('a message counts as accepted only with OK, 100 and an id of its own', () => {
		fc.assert(
			fc.property(body, status, (written, code) => {
				const verdicts = unpacked(send, http(written, code), numbers.map((to) => entry(to))) ?? [];
				const ids = verdicts.flatMap((verdict, place) => {
					if (verdict.outcome !== 'accepted') return [];
					expect(verdict.results).toMatchObject([{ to: numbers[place] }]);
					return [verdict.results[0].id];
				});
				if (ids.length === 0) return;
				const taken = takenBy(written);
				for (const id of ids) expect(taken.splice(taken.indexOf(id), 1)).toEqual([id]);
			}),
			{ numRuns: 5000 },
		);
	});

	test('a message counts as refused only where the vendor says ERROR', () => {
		fc.assert(
			fc.property(body, status, (written, code) => {
				const verdicts = unpacked(send, http(written, code), numbers.map((to) => entry(to))) ?? [];
				if (verdicts.some(({ outcome }) => outcome === 'refused')) expect(written).toMatch(/"ERROR"|^\d{3}\s*$/);
			}),
			{ numRuns: 3000 },
		);
	});

	const one = { ...entry(A), url: 'https://example.com/sms/callback', note: '' };
	const operations = smsRu.resources.flatMap(({ value, operations: all }) =>
		all.map((operation) => ({ name: `${value}.${operation.value}`, operation })),
	);

	test.each(operations)('$name takes it, or says that it is unclear; never anything else', ({ operation }) => {
		const takes = (written: string, code: number) => void unpacked(operation, http(written, code), [one]);
		fc.assert(fc.property(body, status, takes), { numRuns: 500 });
	});
});
