/** Editions in other languages: what people read is told, what workflows store stays. */
import type { INodeTypeDescription } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { describedFields, describedNode } from '../../locales/descriptions.ts';
import { Smsc } from '../../nodes/Smsc/Smsc.node.ts';
import { SmscTrigger } from '../../nodes/Smsc/SmscTrigger.node.ts';
import { SmscApi } from '../../credentials/SmscApi.credentials.ts';
import { inEditionOf } from '../../tools/edition.mjs';

/** A language in which every text is in angle quotes. */
const told = (text: string) => `«${text}»`;

const NODE = new Smsc().description;

/** All values within a description under some names. */
function valuesOf(value: unknown, names: string[], within: unknown[] = []): unknown[] {
	if (typeof value !== 'object' || value === null) return within;
	for (const [name, inner] of Object.entries(value)) {
		if (names.includes(name) && typeof inner !== 'object') within.push(inner);
		valuesOf(inner, names, within);
	}
	return within;
}

describe('the panel of a node', () => {
	const described = describedNode(NODE, told);

	test('every label, hint and description of it is told once', () => {
		const texts = valuesOf(described.properties.filter(({ type }) => type !== 'hidden'), ['displayName', 'description', 'placeholder', 'hint', 'action']);
		expect(texts.length).toBeGreaterThan(500);
		expect(texts.filter((text) => text !== '' && !/^«[^]+»$/.test(String(text)))).toEqual([]);
		expect(texts.filter((text) => String(text).startsWith('««'))).toEqual([]);
	});

	test('nothing that a workflow stores has changed', () => {
		const withoutLabels = (properties: INodeTypeDescription['properties']) =>
			properties.map(({ name, type, default: initial, displayOptions, typeOptions }) => ({ name, type, initial, displayOptions, typeOptions }));
		expect(withoutLabels(described.properties)).toEqual(withoutLabels(NODE.properties));
		expect(valuesOf(described.properties, ['value', 'default'])).toEqual(valuesOf(NODE.properties, ['value', 'default']));
		expect([described.name, described.displayName, described.defaults]).toEqual([NODE.name, NODE.displayName, NODE.defaults]);
	});

	test('the English description is left as it was', () => {
		expect(JSON.stringify(NODE)).not.toContain('«');
	});

	test('the line below the node says the operation in the words of the panel', () => {
		expect(evaluated(described.subtitle, { resource: 'message', operation: 'send' })).toBe('«Message»: «Send»');
		expect(evaluated(described.subtitle, { resource: 'gone', operation: 'send' })).toBe('');
	});
});

test('the line below a trigger says what it starts on', () => {
	const { subtitle } = describedNode(new SmscTrigger().description, told);
	expect(evaluated(subtitle, { triggerOn: ['deliveryStatus', 'gone'] })).toBe('«Delivery Status», gone');
});

test('a credential is told, too', () => {
	const [authentication] = describedFields(new SmscApi().properties, told);
	expect(authentication).toMatchObject({ displayName: '«Authentication»', name: 'authentication', default: 'apiKey', options: [{ name: '«API Key»', value: 'apiKey' }, { name: '«Login and Password»', value: 'login' }] });
});

test('a workflow changes its edition there and back, and keeps everything else', () => {
	const workflow = JSON.stringify({
		nodes: [{ type: 'n8n-nodes-cis-sms.smsRu', parameters: { message: 'n8n-nodes-cis-sms' } }, { type: 'n8n-nodes-smpp.smppTrigger' }, { type: 'n8n-nodes-base.set' }],
	});
	const russian = inEditionOf(workflow, 'ru');
	expect(JSON.parse(russian).nodes.map(({ type }: { type: string }) => type)).toEqual(['n8n-nodes-cis-sms-ru.smsRu', 'n8n-nodes-smpp-ru.smppTrigger', 'n8n-nodes-base.set']);
	expect(inEditionOf(russian, 'ru')).toBe(russian);
	expect(inEditionOf(russian, 'en')).toBe(workflow);
});

/** What n8n makes of an expression. */
const evaluated = (expression: string | undefined, $parameter: object): unknown =>
	new Function('$parameter', `return ${/^=\{\{([^]*)\}\}$/.exec(expression ?? '')?.[1]}`)($parameter);
