/** "Send Once Per Key": keys that look alike to people are one. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { readJobs } from '../../../../nodes/shared/engine/jobs.ts';
import type { Vendor } from '../../../../nodes/shared/operation.ts';
import { plainParameters } from '../../../../nodes/shared/parameters/parameters.ts';
import { named, toy } from '../toy.ts';

const operation = toy({ isSend: true, entries: () => named('79255070602') });

async function keyOf(oncePerKey: unknown): Promise<unknown> {
	const context = { getInputData: () => [{ json: {} }] } as unknown as IExecuteFunctions;
	const vendor = { concurrency: 1, pause: 0 } as Vendor;
	const { reads } = await readJobs(context, { vendor, operation, isInTool: false }, () => plainParameters(operation, { oncePerKey }));
	return reads[0];
}

test.each([' A-1 ', 'A-1\u200b', 'A-1 \u200b', '\u200b A-1', '\u2060\n A-1\t\ufeff', 'A\u00ad-1'])('%j is the key "A-1"', async (typed) => {
	expect(await keyOf(typed)).toMatchObject({ deduplicationKey: 'A-1:79255070602' });
});

test.each(['', ' ', '\u200b', ' \u200b '])('%j is no key', async (typed) => {
	expect(await keyOf(typed)).toMatchObject({ mistake: { message: 'Send Once Per Key: is empty' } });
});
