/** The count that n8n's editor shows below a text, evaluated by n8n itself, against the engine's own. */
import fc from 'fast-check';
import { Workflow, type INodeTypes } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { COUNT, counted } from '../../../../nodes/shared/sms/partsCounter.ts';
import { messageField } from '../../../../nodes/shared/sms/message.ts';
import { segments } from '../../../../nodes/shared/sms/segments.ts';

const node = { id: '1', name: 'SMS', type: 'toy', typeVersion: 1, position: [0, 0] as [number, number] };
const nodeTypes = { getByNameAndVersion: () => ({ description: { properties: [messageField] } }) } as unknown as INodeTypes;

function countOf(message: unknown): unknown {
	const parameters = { message: message as string };
	const workflow = new Workflow({ nodes: [{ ...node, parameters }], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(workflow.getNode('SMS')!, COUNT, 'manual', {});
}

/** Texts about as long as a number of full parts. */
const nearBorder = fc
	.record({
		letter: fc.constantFrom('a', '€', 'я', '😀'),
		full: fc.constantFrom(160, 153, 70, 67),
		parts: fc.integer({ min: 1, max: 11 }),
		more: fc.integer({ min: -2, max: 2 }),
	})
	.map(({ letter, full, parts, more }) => letter.repeat(Math.max(0, Math.floor((full * parts) / letter.length) + more)));

const text = fc.oneof(
	nearBorder,
	fc.string({ unit: fc.constantFrom('a', 'Z', '€', '[', '\n', 'é'), maxLength: 700 }),
	fc.string({ unit: fc.constantFrom('я', 'a', '😀', '€', '\ud83d'), maxLength: 500 }),
	fc.string({ unit: 'binary', maxLength: 200 }),
).filter((one) => !one.startsWith('='));

describe('the counter in the editor', () => {
	test('says what the engine says, for any text', () => {
		fc.assert(
			fc.property(text, (message) => {
				const { parts, encoding } = segments(message);
				expect(countOf(message)).toBe(`${Math.min(parts, 11)} ${encoding}`);
			}),
		);
	});

	test.each([
		['a', 160, '1 GSM-7'], ['a', 161, '2 GSM-7'], ['€', 80, '1 GSM-7'], ['€', 153, '3 GSM-7'],
		['я', 70, '1 UCS-2'], ['я', 71, '2 UCS-2'], ['😀', 67, '3 UCS-2'], ['', 0, '0 GSM-7'],
	])('counts %j %i times as %s', (letter, times, count) => {
		expect(countOf(letter.repeat(times))).toBe(count);
	});

	test.each(['\f^{}\\[~]|€', '{{ 1 }}', '"\'`${x}', 'a'.repeat(5000)])('is not misled by %j', (message) => {
		const { parts, encoding } = segments(message);
		expect(countOf(message)).toBe(`${Math.min(parts, 11)} ${encoding}`);
	});

	test('tells each count from 2 on by a notice of its own', () => {
		const notices = counted(messageField).filter(({ type }) => type === 'notice');
		const shown = notices.map(({ displayOptions, displayName }) => [displayOptions?.show?.partsCounter?.[0], displayName]);
		expect(shown).toHaveLength(20);
		for (const [count, words] of shown) {
			const parts = Number(String(count).split(' ')[0]);
			expect(words).toContain(parts > 10 ? 'This text: more than 10 SMS, you pay for each.' : `This text: ${parts} SMS, you pay for ${parts}.`);
		}
	});
});
