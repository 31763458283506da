import type { INodeProperties } from 'n8n-workflow';

import { rowIdField, textOption } from '../options';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Order ready',
	description: 'Name by which you find the template again',
};

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order is ready',
	description: 'Text of the message',
};

export const idField = rowIdField('Template ID', 'templateId', 'Template: Get Many');

/** What a template may have beside its name and text; the options are named like the vendor's parameters. */
export const templateOptions: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'Binary SMS', value: 'bin' },
			{ name: 'Email', value: 'mail' },
			{ name: 'Flash SMS', value: 'flash' },
			{ name: 'MMS', value: 'mms' },
			{ name: 'SMS', value: 'sms' },
			{ name: 'Viber', value: 'viber' },
			{ name: 'Voice Call', value: 'call' },
			{ name: 'WAP Push', value: 'push' },
		],
		default: 'sms',
		description: 'The kind of message that the template is for',
	},
	textOption('Sender', 'sender', 'Sender name that messages by this template come from', 'e.g. MyShop'),
];

export const TEMPLATE_OPTIONS = ['format', 'sender'];
