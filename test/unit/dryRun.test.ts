/** The engine neither remembers a dry run nor lets it take a key of "Send Once Per Key": every vendor's entries say what they are. */
import { expect, test } from 'vitest';

import type { Entry } from '../../nodes/shared/operation.ts';
import { vendorOf } from '../fuzz/built.ts';
import { parametersOf } from '../fuzz/recorded.ts';
import { VENDORS } from '../support/vendors/index.ts';

const offering = VENDORS.flatMap(({ type }) =>
	vendorOf(type).resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ options = [] }) => options.some(({ name }) => name === 'dryRun'))
			.map((operation) => ({ name: `${type} ${value}.${operation.value}`, operation })),
	),
);

test('three vendors offer it', () => {
	expect(offering.map(({ name }) => name).sort()).toEqual([
		'smsPilot message.send',
		'smsRu message.send',
		'smsc message.send',
		'smsc number.lookup',
		'smsc number.ping',
	]);
});

test.each(offering)('$name', ({ operation }) => {
	const entries = (dryRun: boolean) =>
		operation.entries(parametersOf(operation, { to: '79255070602, 74993221627', message: 'x', options: { dryRun } })) as Entry[];
	expect(entries(true).map(({ dryRun }) => dryRun)).toEqual([true, true]);
	expect(entries(false).map(({ dryRun = false }) => dryRun)).toEqual([false, false]);
});
