import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { properties } from '../../../nodes/shared/description.ts';
import type { Vendor } from '../../../nodes/shared/operation.ts';
import { rocketSms } from '../../../nodes/RocketSms/resources/index.ts';
import { smsBy } from '../../../nodes/SmsBy/resources/index.ts';
import { smsPilot } from '../../../nodes/SmsPilot/resources/index.ts';
import { smsRu } from '../../../nodes/SmsRu/resources/index.ts';
import { smsc } from '../../../nodes/Smsc/resources/index.ts';
import { smpp } from '../../../smpp/nodes/Smpp/resources/index.ts';
import { toy } from './toy.ts';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name, name, type: 'string', default: '', ...more,
});

const limit = field('limit', { displayOptions: { show: { returnAll: [false] } } });

const toyVendor: Vendor = {
	name: 'Toy',
	credential: 'toyApi',
	concurrency: 1,
	pause: 0,
	secrets: () => ({}),
	resources: [
		{
			value: 'message',
			name: 'Message',
			operations: [
				toy({ value: 'send', name: 'Send', isSend: true, fields: [field('to')], options: [field('zebra'), field('partnerId'), field('ant'), field('sendAt')] }),
				toy({ value: 'getStatus', name: 'Get Status', effect: 'read', isFinal: () => true }),
				toy({ value: 'ask', name: 'Ask', answerBy: () => new Date() }),
			],
		},
		{
			value: 'account',
			name: 'Account',
			operations: [toy({ value: 'send', fields: [limit] })],
		},
	],
};

/** The fields that the editor shows for an operation, further conditions aside. */
const shown = (vendor: Vendor, resource: string, operation: string) =>
	properties(vendor).filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});

const optionsOf = (vendor: Vendor, resource: string, operation: string) =>
	shown(vendor, resource, operation).find(({ name }) => name === 'options')?.options as INodeProperties[];

const choices = ({ options }: INodeProperties) => options as INodePropertyOptions[];

describe('the selectors', () => {
	test('list resources and operations as the vendor declares them', () => {
		const [resource, message] = properties(toyVendor);
		expect(resource).toMatchObject({ name: 'resource', default: 'message', noDataExpression: true });
		expect(choices(resource).map(({ value }) => value)).toEqual(['message', 'account']);
		expect(message).toMatchObject({ name: 'operation', default: 'send' });
		expect(message.displayOptions).toEqual({ show: { resource: ['message'] } });
		expect(choices(message).map(({ value }) => value)).toEqual(['send', 'getStatus', 'ask']);
		expect(choices(message)[1]).toMatchObject({ action: 'Play', description: 'Plays' });
	});
});

describe('the fields', () => {
	test('show for their operation only, under further conditions of their own', () => {
		const names = (resource: string, operation: string) => shown(toyVendor, resource, operation).map(({ name }) => name);
		expect(names('message', 'send')).toEqual(['to', 'output', 'options']);
		expect(names('message', 'getStatus')).toEqual(['output', 'options']);
		const [shownLimit] = shown(toyVendor, 'account', 'send');
		expect(shownLimit.displayOptions).toEqual({ show: { resource: ['account'], operation: ['send'], returnAll: [false] } });
	});

	test('an operation’s options come with the engine’s, in the order of use: when, limits, safety, its own, the engine’s', () => {
		const names = optionsOf(toyVendor, 'message', 'send').map(({ name }) => name);
		expect(names).toEqual(['sendAt', 'maximumRecipients', 'maximumMessagesPerRun', 'maximumMessagesPerDay', 'oncePerKey', 'zebra', 'ant', 'partnerId', 'reference', 'keepInputFields', 'batching', 'timeout']);
		expect(names).not.toContain('waitUntilFinal');
	});

	test('a send that waits for an answer has no raw output and nothing to batch', () => {
		const names = optionsOf(toyVendor, 'message', 'ask').map(({ name }) => name);
		expect(names).toContain('timeout');
		expect(names).not.toContain('batching');
		expect(shown(toyVendor, 'message', 'ask').map(({ name }) => name)).toEqual(['options']);
	});

	test('"Wait Until Final" is offered where there is something final to wait for', () => {
		const names = optionsOf(toyVendor, 'message', 'getStatus').map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['waitUntilFinal', 'longestWait']));
	});
});

describe.each([rocketSms, smsBy, smsPilot, smsRu, smsc])('$name', (vendor) => {
	test('offers "Message: Send" before everything else, and its time before its rarities', () => {
		const [resource, operation] = properties(vendor);
		expect(choices(resource)[0].name).toBe('Message');
		expect(choices(operation)[0].action).toMatch(/^Send an SMS/);
		const labels = optionsOf(vendor, 'message', 'send').map(({ displayName }) => displayName);
		const known = ['Send At', 'Maximum Parts', 'Maximum Recipients', 'Maximum Messages per Run', 'Maximum Messages per Day', 'Send Once Per Key', 'Dry Run', 'Time to Live', 'Captcha Code', 'Partner ID', 'Reference', 'Keep Input Fields', 'Batching', 'Timeout (Seconds)'];
		expect(labels.filter((label) => known.includes(label))).toEqual(known.filter((label) => labels.includes(label)));
	});
});

/** The options of "Message: Send" beside those that all sends have, in the order of use: what nearly everybody needs, what only some do. */
const OWN: Array<[vendor: Vendor, labels: string[]]> = [
	[rocketSms, ['Priority']],
	[smsBy, ['Forward to Viber After (Minutes)', 'Viber Sender ID', 'Show Cost', 'Send as Bulk']],
	[smsPilot, ['Time to Live (Minutes)', 'Report to Trigger', 'Status URL', 'Status URL Method', 'Own Message ID', 'Partner ID']],
	[smsRu, ['Only in Daytime', 'End User IP', 'Transliterate', 'Time to Live (Minutes)', 'Partner ID']],
	[smpp, ['Request Delivery Receipt', 'Validity (Minutes)', 'Encoding', 'Long Messages', 'Flash', 'Extra Parameters']],
	[
		smsc,
		[
			...['Send After (Minutes)', 'Send Within Hours', 'Time Zone (Hours From Moscow)', 'Spread Over (Hours)', 'Spread Step (Minutes)'],
			...['Time to Live', 'Transliterate', 'Shorten Links', 'File URL', 'Cut After Parts', 'Language', 'Ringing', 'PID and DCS', 'Show at Once'],
			...['End User IP', 'Message ID', 'Message ID Is Unique'],
			...['Captcha Code', 'Number Confirmed Within (Days)', 'Cost in Answer', 'Partner ID', 'Check Before Giving Up'],
		],
	],
];

/** What every send has. */
const COMMON = ['Send At', 'Maximum Parts', 'Maximum Recipients', 'Maximum Messages per Run', 'Maximum Messages per Day', 'Send Once Per Key', 'Dry Run', 'Reference', 'Keep Input Fields', 'Batching', 'Timeout (Seconds)'];

test.each(OWN)('$name: every option of a send has its place', (vendor, own) => {
	const labels = optionsOf(vendor, 'message', 'send').map(({ displayName }) => displayName);
	expect(labels.filter((label) => !COMMON.includes(label))).toEqual(own);
});

describe.each([toyVendor, smsRu])('$name', (vendor) => {
	const operations = vendor.resources.flatMap(({ value: resource, operations: all }) =>
		all.map((operation) => ({ resource, operation })),
	);
	const selectors = properties(vendor).filter(({ name }) => name === 'resource' || name === 'operation');

	test.each(operations)('$resource: $operation.value can be chosen, and has its fields', ({ resource, operation }) => {
		const selector = selectors.find(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource));
		expect(choices(selector as INodeProperties).filter(({ value }) => value === operation.value)).toHaveLength(1);

		const names = shown(vendor, resource, operation.value).map(({ name }) => name);
		const common = operation.answerBy ? ['options'] : ['output', 'options'];
		expect(names).toEqual([...operation.fields.map(({ name }) => name), ...common]);
		expect(new Set(names).size).toBe(names.length);
	});

	test('no value is offered twice, and what is declared first is offered first', () => {
		for (const selector of selectors) {
			const values = choices(selector).map(({ value }) => value);
			expect(new Set(values).size).toBe(values.length);
		}
		for (const { resource, operation } of operations) {
			const options = optionsOf(vendor, resource, operation.value);
			expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
		}
	});

	test('every field but the resource is bound to a resource, and every default is one of its choices', () => {
		for (const property of properties(vendor)) {
			if (property.name !== 'resource') expect(property.displayOptions?.show?.resource).toHaveLength(1);
			if (property.type === 'options') expect(choices(property).map(({ value }) => value)).toContain(property.default);
		}
	});
});
