/** Whatever a vendor answers: every entry has one verdict, and none that the answer does not prove. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Verdict } from '../../nodes/shared/operation.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';
import { UnclearReply } from './built.ts';
import { DECLINED, answersOf, expectHonest, expectSound } from './properties.ts';
import { recorded, type Exchange, type Recording } from './recorded.ts';
import { someExchange, wordsOf } from './replies.ts';
import { VENDORS } from '../support/vendors/index.ts';
import { CASES } from './size.ts';

describe.each(await Promise.all(VENDORS.map(async (vendor) => ({ vendor, recordings: await recorded(vendor) }))))(
	'$vendor.type',
	({ vendor, recordings }) => {
		const words = wordsOf(recordings);
		const numRuns = Math.ceil(CASES / recordings.length);

		test.each(recordings)('$name', (recording) => {
			const isJudged = fc.property(someExchange(recording, words), ({ exchange, reply }) => {
				judge(vendor, recording, { ...recording.exchanges[exchange], reply });
			});
			fc.assert(isJudged, { numRuns });
		});

		test.each(recordings)('$name: its real answers are understood', (recording) => {
			const told = recording.exchanges.map((exchange) => judge(vendor, recording, exchange));
			expect(told.flat().some((verdict) => verdict.outcome === 'accepted')).toBe(true);
		});
	},
);

/** The verdicts on a reply, once they are known to be right; none where the reply is called unclear. */
function judge(vendor: TestVendor, recording: Recording, { entries, reply }: Exchange): Verdict[] {
	const { name, operation } = recording;
	const answers = answersOf(reply, entries);
	let verdicts: Verdict[];
	try {
		verdicts = operation.unpack(reply, entries);
	} catch (error) {
		if (!(error instanceof UnclearReply)) throw error;
		const { kind } = error.problem;
		const isRefusal = operation.effect === 'write' && kind !== 'unclear';
		if (isRefusal && !DECLINED.includes(reply.status)) throw new Error(`${name}: called ${kind} without a reason`, { cause: error });
		return [];
	}
	expect(verdicts).toHaveLength(entries.length);
	verdicts.forEach((verdict, place) => {
		expectSound(recording, verdict, entries[place]);
		expectHonest(vendor, recording, verdict, answers[place]);
	});
	return verdicts;
}
