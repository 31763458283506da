import type { INodeProperties } from 'n8n-workflow';

import { toField } from '../../../shared/sms/message';

/** What "Send To" can be. Its value is fixed: data of an item must not be able to text a whole group. */
export const KINDS = { groups: 'groups', ids: 'ids', numbers: 'numbers' };

const PLACEHOLDER = 'e.g. +7 999 999 99 99';

const sendTo = (options: INodeProperties['options'], description: string): INodeProperties => ({
	displayName: 'Send To',
	name: 'sendTo',
	type: 'options',
	noDataExpression: true,
	options,
	default: 'numbers',
	description,
});

const on = (kind: string) => ({ displayOptions: { show: { sendTo: [kind] } } });

export const groupsField: INodeProperties = {
	displayName: 'Contact Groups',
	name: 'groups',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1',
	description: 'ID of a group of your contacts, as "Contact Group: Get Many" returns it. Everybody in it gets the message. Several may be separated by commas.',
};

/** Whom a message to phones goes to: numbers, or groups of contacts and maybe more numbers. */
export const recipientFields: INodeProperties[] = [
	sendTo(
		[
			{ name: 'Contact Groups', value: KINDS.groups, description: 'Everybody in groups of your contacts' },
			{ name: 'Phone Numbers', value: KINDS.numbers, description: 'The numbers that you name' },
		],
		'Who gets the message: the numbers that you name, or whole groups of your contacts',
	),
	{ ...toField, placeholder: PLACEHOLDER, ...on(KINDS.numbers) },
	{ ...groupsField, ...on(KINDS.groups) },
	{
		...toField,
		required: false,
		placeholder: PLACEHOLDER,
		description: 'Phone numbers that get the message as well. Several may be separated by commas, or given as an array.',
		...on(KINDS.groups),
	},
];

/** Whom a message by Telegram goes to. */
export const telegramFields: INodeProperties[] = [
	sendTo(
		[
			{ name: 'Phone Numbers or Names', value: KINDS.numbers, description: 'Phone numbers, or names in Telegram' },
			{ name: 'Telegram IDs', value: KINDS.ids, description: 'Numbers by which Telegram knows a person or a chat' },
		],
		'How the recipient is named',
	),
	{
		...toField,
		placeholder: PLACEHOLDER,
		description: 'Phone number or Telegram name. Several may be separated by commas, or given as an array.',
		...on(KINDS.numbers),
	},
	{
		...toField,
		placeholder: 'e.g. 123456789',
		description: 'Telegram ID, with or without # in front. Several may be separated by commas, or given as an array.',
		...on(KINDS.ids),
	},
];
