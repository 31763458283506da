import type { INodeProperties } from 'n8n-workflow';

import { triggerProperties } from '../../../../nodes/shared/trigger/description';
import { KINDS } from './incoming';

const INSTRUCTIONS = `The workflow is connected to the provider for as long as it is published.
<ul>
<li>A provider that takes one connection per login refuses a second one: ask for two, or send from this n8n only, whose SMPP nodes share the trigger’s connection.</li>
<li>A test by hand listens beside a published trigger of this n8n. Without one it takes real receipts, which then come to nobody else.</li>
</ul>`;

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Message ID in Receipts',
		name: 'idFormat',
		type: 'options',
		options: [
			{ name: 'As It Is', value: 'asIs' },
			{ name: 'Decimal to Hexadecimal', value: 'decimalToHex', description: 'Sends are answered with hexadecimal IDs, receipts come with decimal ones' },
			{ name: 'Hexadecimal to Decimal', value: 'hexToDecimal', description: 'Sends are answered with decimal IDs, receipts come with hexadecimal ones' },
		],
		default: 'asIs',
		description: 'What to make of the ID, so that it is the one that the send returned. Other spellings are in "idAlternatives".',
	},
	{
		displayName: 'Receipt Time Zone',
		name: 'zone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Moscow',
		description: 'Time zone of the times in receipts, which name none. Empty means the time zone of the workflow.',
	},
	{
		displayName: 'Join Long Messages Within (Minutes)',
		name: 'joinMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'How long to wait for the other parts of an incoming message; it then comes with "complete" false. 0 hands on each part by itself.',
	},
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		options: [
			{ name: 'After the Workflow Finished', value: 'afterRun', description: 'At the latest after 10 seconds; slows incoming messages down' },
			{ name: 'Immediately', value: 'immediately', description: 'As soon as a run has been started' },
		],
		default: 'immediately',
		description: 'When to confirm to the provider that a message has been taken',
	},
	{
		displayName: 'Detect Receipts by Text',
		name: 'byText',
		type: 'boolean',
		default: false,
		description: 'Whether to take a message for a receipt because its text looks like one, although the provider does not mark it. Somebody could then send you a false receipt.',
	},
	{
		displayName: 'Transceiver',
		name: 'transceiver',
		type: 'boolean',
		default: true,
		description: 'Whether the SMPP nodes of this n8n send over the trigger’s connection too. Switch it off where the provider wants a connection that only receives.',
	},
];

/** All fields of the trigger. */
export const smppTriggerProperties: INodeProperties[] = [
	...triggerProperties({ kinds: KINDS, instructions: INSTRUCTIONS }),
	{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add option', default: {}, options: OPTIONS },
];
