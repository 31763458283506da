import type { INodeProperties } from 'n8n-workflow';

import { dryRunOption, maximumPartsOption } from '../../../../../nodes/shared/sms/message';
import { sendAtOption } from '../../../../../nodes/shared/sms/sendAt';
import { LONGEST_RELATIVE } from '../../../../protocol/codec/times';

export const encodingOption: INodeProperties = {
	displayName: 'Encoding',
	name: 'encoding',
	type: 'options',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'The default alphabet where it holds the text, else Unicode' },
		{ name: 'GSM (Default Alphabet)', value: 'default', description: '160 characters per SMS; a text with other characters is an error' },
		{ name: 'Latin-1', value: 'latin1', description: '140 characters per SMS, with the accents of Western Europe' },
		{ name: 'Unicode', value: 'ucs2', description: '70 characters per SMS, whatever the text' },
	],
	default: 'auto',
	description: 'How the text is written. Choose Unicode if the provider garbles characters such as @ or {.',
};

export const longMessagesOption: INodeProperties = {
	displayName: 'Long Messages',
	name: 'longMessages',
	type: 'options',
	options: [
		{ name: 'Message Payload', value: 'payload', description: 'The whole text goes in one piece, and the provider splits it' },
		{ name: 'Split With Header (UDH)', value: 'udh', description: 'The node splits the text. Works nearly everywhere.' },
		{ name: 'Split With Long Header (UDH, 16 Bit)', value: 'udh16', description: 'As before, with references that repeat less often; a part holds one character less' },
		{ name: 'Split With Parameters (SAR)', value: 'sar', description: 'The node splits the text, and the provider makes the headers' },
	],
	default: 'udh',
	description: 'How a text that does not fit into one SMS is sent',
};

export const requestReceiptOption: INodeProperties = {
	displayName: 'Request Delivery Receipt',
	name: 'requestReceipt',
	type: 'boolean',
	default: true,
	description: 'Whether the provider is asked to report the delivery of each part. This is done unless you switch it off here; an SMPP Trigger gets the receipts.',
};

export const validityOption: INodeProperties = {
	displayName: 'Validity (Minutes)',
	name: 'validity',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LONGEST_RELATIVE },
	default: 1440,
	description: 'How long to try to deliver, up to 31 days. Not set means the provider’s default.',
};

/** How far ahead a message may be scheduled, in milliseconds: its year is written with two digits. */
export const LONGEST_SCHEDULE = 366 * 86_400_000;

export const extraOption: INodeProperties = {
	displayName: 'Extra Parameters',
	name: 'extra',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'Optional parameters (TLVs) that the provider’s document asks for',
	options: [
		{
			displayName: 'Parameter',
			name: 'tlv',
			values: [
				{ displayName: 'Tag', name: 'tag', type: 'string', default: '', placeholder: 'e.g. 0x1403', description: 'Number of the parameter, decimal, or hexadecimal after 0x' },
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Hexadecimal Bytes', value: 'hex' },
						{ name: 'Number, 1 Byte', value: 'number1' },
						{ name: 'Number, 2 Bytes', value: 'number2' },
						{ name: 'Number, 4 Bytes', value: 'number4' },
						{ name: 'Text', value: 'text' },
						{ name: 'Text With NUL', value: 'textNul' },
					],
					default: 'text',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

/** The options of a send, beside the engine's own. */
export const sendOptions: INodeProperties[] = [
	sendAtOption('Up to a year ahead; providers may take less.'),
	maximumPartsOption,
	dryRunOption('Whether to only check the fields and count the parts: no connection is made, nothing is sent'),
	requestReceiptOption,
	validityOption,
	encodingOption,
	longMessagesOption,
	{
		displayName: 'Flash',
		name: 'flash',
		type: 'boolean',
		default: false,
		description: 'Whether the SMS is shown at once and not kept. Not every provider and phone can do that.',
	},
	extraOption,
];
