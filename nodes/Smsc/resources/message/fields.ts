import type { INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { messageField, senderField, toField } from '../../../shared/sms/message';
import { CHANNELS, channelsWith } from './channels';
import { recipientFields, telegramFields } from './recipientFields';

/** Shows a field for some channels only. */
const on = (channel: string[]) => ({ displayOptions: { show: { channel } } });

/** A field that is shown for some channels only, beside its own conditions. */
export const shownAlsoFor = (field: INodeProperties, channels: string[]): INodeProperties => ({
	...field,
	displayOptions: { show: { ...field.displayOptions?.show, channel: channels } },
});

const channel: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	noDataExpression: true,
	options: CHANNELS.map(({ name, value, description }) => ({ name, value, description })),
	default: 'sms',
	description: 'The kind of message; the fields below change with it',
};

const recipients: INodeProperties[] = [
	...recipientFields.map((field) => shownAlsoFor(field, channelsWith(({ recipients: kind }) => kind === 'phone'))),
	...telegramFields.map((field) => shownAlsoFor(field, channelsWith(({ recipients: kind }) => kind === 'telegram'))),
	{
		...toField,
		placeholder: 'e.g. anna@example.com',
		description: 'E-mail address of the recipient. Several may be separated by commas, or given as an array.',
		...on(['email']),
	},
];

const texts: INodeProperties[] = [
	...counted({ ...messageField, ...on(channelsWith(({ hasParts }) => hasParts)) }, { '/options.transliterate': ['1', '2'] }),
	{
		...messageField,
		description: 'Text of the message, up to 1000 characters',
		...on(['viber', 'whatsapp', 'social', 'telegramBot']),
	},
	{ ...messageField, displayName: 'Code', typeOptions: {}, placeholder: 'e.g. 4821', description: 'The confirmation code', ...on(['telegramCode']) },
	{
		...messageField,
		displayName: 'Data (Hex)',
		placeholder: 'e.g. 050A0307056048656C6C6F',
		description: 'The message with its UDH header in hexadecimal form; 00 in front means no header',
		...on(['binary']),
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your order is ready',
		...on(['email']),
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your order is ready',
		description: 'An MMS needs a subject or a text',
		...on(['mms']),
	},
	{ ...messageField, description: 'Text of the e-mail', ...on(['email']) },
	{ ...messageField, required: false, description: 'Text of the MMS', ...on(['mms']) },
	{ ...messageField, required: false, description: 'What the voice speaks. A call needs a text or a file.', ...on(['call']) },
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. http://example.com/order',
		description: 'Address that the phone offers to open',
		...on(['wapPush']),
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your order',
		description: 'What the phone shows for the link',
		...on(['wapPush']),
	},
	{
		displayName: 'Bot',
		name: 'bot',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. @myshop_bot',
		description: 'Name of your bot as Telegram shows it',
		...on(['telegramBot']),
	},
];

const senders: INodeProperties[] = [
	{
		...senderField('searchSenders', 'Registered sender name. Empty means the default sender of the account.'),
		...on(channelsWith(({ isNamed }) => isNamed)),
	},
	{
		displayName: 'Sender',
		name: 'from',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'name', value: '' },
		description: 'E-mail address that the message comes from',
		modes: [{ displayName: 'By Address', name: 'name', type: 'string', placeholder: 'e.g. shop@example.com' }],
		...on(['email']),
	},
];

const files: INodeProperties = {
	displayName: 'Input Binary Fields',
	name: 'binaryFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description: 'Names of the binary fields of the input item that hold the files to send, separated by commas',
	hint: 'The binary tab of the previous node’s output shows these names',
	...on(channelsWith(({ takesFiles }) => takesFiles)),
};

const voice: INodeProperties = {
	displayName: 'Voice',
	name: 'voice',
	type: 'options',
	options: [
		{ name: 'Man 1', value: 'm' },
		{ name: 'Man 2', value: 'm2' },
		{ name: 'Man 3', value: 'm3' },
		{ name: 'Man 4', value: 'm4' },
		{ name: 'Woman 1', value: 'w' },
		{ name: 'Woman 2', value: 'w2' },
		{ name: 'Woman 3', value: 'w3' },
		{ name: 'Woman 4', value: 'w4' },
	],
	default: 'm3',
	description: 'Who speaks the text',
	...on(['call']),
};

/** What the user sees of a message: only what fits the chosen channel. */
export const messageFields: INodeProperties[] = [channel, ...recipients, ...texts, ...senders, files, voice];
