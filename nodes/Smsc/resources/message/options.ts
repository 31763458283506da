import type { INodeProperties } from 'n8n-workflow';

import { dryRunOption, maximumPartsOption } from '../../../shared/sms/message';
import { CLOCK_HINT } from '../../../shared/sms/sendAt';
import { channelsWith } from './channels';

/** Shows an option for some channels only. */
const on = (channels: string[]) => ({ displayOptions: { show: { '/channel': channels } } });

const withParts = on(channelsWith(({ hasParts }) => hasParts));
const texting = on(['sms', 'flash', 'viber', 'whatsapp', 'social', 'email', 'telegramBot']);

/** When to send. */
export const timeOptions: INodeProperties[] = [
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		hint: CLOCK_HINT,
		description:
			'When to send, by the workflow’s clock; a time within the last day sends at once. As an expression it may also be a window of hours ("10-20") or a delay in minutes ("+30").',
	},
	{
		displayName: 'Send After (Minutes)',
		name: 'sendAfter',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How many minutes to wait before sending',
	},
	{
		displayName: 'Send Within Hours',
		name: 'sendWithin',
		type: 'string',
		default: '10-20',
		placeholder: 'e.g. 10-20',
		description: 'Hours of the day, by "Time Zone (Hours From Moscow)", in which the message may be sent; outside of them it waits',
	},
	{
		displayName: 'Time Zone (Hours From Moscow)',
		name: 'timeZone',
		type: 'number',
		typeOptions: { minValue: -15, maxValue: 15, numberPrecision: 2 },
		default: 0,
		description: 'Time zone of "Send Within Hours": how many hours it is ahead of Moscow, e.g. 2.5. Not set means the time zone of the SMSC account.',
	},
	{
		displayName: 'Spread Over (Hours)',
		name: 'period',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 720, numberPrecision: 1 },
		default: 1,
		description: 'Over how many hours, 0.1 to 720, to spread the messages to a list of recipients; works with "Spread Step (Minutes)"',
	},
	{
		displayName: 'Spread Step (Minutes)',
		name: 'frequency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 1 },
		default: 10,
		description: 'Minutes, 1 to 1440, between one group of recipients and the next; works with "Spread Over (Hours)"',
	},
	{
		displayName: 'Time to Live',
		name: 'validity',
		type: 'string',
		default: '24',
		placeholder: 'e.g. 12 or 00:30',
		description: 'How long the operator tries to deliver: 1 to 24 hours, or hours and minutes from 00:01 to 24:00',
		...on(['sms', 'flash', 'binary', 'wapPush', 'mms', 'viber', 'whatsapp', 'call']),
	},
];

/** How the text looks. */
export const textOptions: INodeProperties[] = [
	{ ...maximumPartsOption, ...withParts },
	{
		displayName: 'Transliterate',
		name: 'transliterate',
		type: 'options',
		options: [
			{ name: 'By Looks (mpaHc/Ium)', value: '2' },
			{ name: 'By Sound (Translit)', value: '1' },
			{ name: 'No', value: '0' },
		],
		default: '1',
		description: 'How to write Russian letters in Latin ones, which fit 160 to a part',
		...withParts,
	},
	{
		displayName: 'Shorten Links',
		name: 'shortenLinks',
		type: 'boolean',
		default: false,
		description: 'Whether SMSC replaces links by short ones and counts who opens them',
		...texting,
	},
	{
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'Web address of a file, at least 101 bytes, that SMSC loads and puts into the message',
		...on(['mms', 'viber', 'whatsapp', 'telegramBot', 'email', 'call', 'social']),
	},
	{
		displayName: 'Cut After Parts',
		name: 'cutAfterParts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'SMSC cuts a text that is longer than this number of SMS parts. "Maximum Parts" makes it an error instead.',
		...withParts,
	},
];

/** How a call is made. */
export const callOptions: INodeProperties[] = [
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en',
		description: 'Language of the voice as two letters, e.g. en, de, fr. Not set means Russian.',
		...on(['call']),
	},
	{
		displayName: 'Ringing',
		name: 'ringing',
		type: 'fixedCollection',
		placeholder: 'Add Ringing',
		default: {},
		description: 'How long and how often to ring',
		options: [
			{
				displayName: 'Ringing',
				name: 'rings',
				values: [
					{
						displayName: 'Attempts',
						name: 'attempts',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 9 },
						default: 3,
						description: 'How many times to call in all, 1 to 9',
					},
					{
						displayName: 'Pause (Seconds)',
						name: 'pause',
						type: 'number',
						typeOptions: { minValue: 10, maxValue: 3600 },
						default: 60,
						description: 'Time between two attempts, 10 to 3600 seconds',
					},
					{
						displayName: 'Ring For (Seconds)',
						name: 'ring',
						type: 'number',
						typeOptions: { minValue: 10, maxValue: 35 },
						default: 25,
						description: 'How long to ring, 10 to 35 seconds',
					},
				],
			},
		],
		...on(['call']),
	},
];

const binaryOptions: INodeProperties[] = [
	{
		displayName: 'PID and DCS',
		name: 'pidDcs',
		type: 'string',
		default: '',
		placeholder: 'e.g. 64, 246',
		description: 'The protocol ID and the data coding scheme of the message, as two numbers',
		...on(['binary']),
	},
	{
		displayName: 'Show at Once',
		name: 'flash',
		type: 'boolean',
		default: false,
		description: 'Whether the phone shows the message at once and does not keep it (flash)',
		...on(['binary']),
	},
];

const accountOptions: INodeProperties[] = [
	{
		displayName: 'Captcha Code',
		name: 'captchaCode',
		type: 'string',
		default: '',
		description: 'What the visitor entered from the picture of SMSC’s protection against spam; needs "End User IP"',
	},
	{
		displayName: 'Cost in Answer',
		name: 'costInAnswer',
		type: 'options',
		options: [
			{ name: 'Cost', value: '2', description: 'The total is in the raw output' },
			{ name: 'Cost and Balance', value: '3', description: 'The result has the new balance too' },
			{ name: 'None', value: '0' },
		],
		default: '3',
		description: 'What SMSC answers beside the cost of each recipient, which is always there',
	},
	dryRunOption('Whether to ask for the price only: nothing is sent, nothing is paid'),
	{
		displayName: 'End User IP',
		name: 'userIp',
		type: 'string',
		default: '',
		placeholder: 'e.g. 198.51.100.7',
		description: 'For messages that a visitor of your site causes: the visitor’s IP address, for which the daily limit in the SMSC account then counts',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1024',
		description: 'ID of your own: a number from 1 to 2147483647, or up to 40 Latin letters, digits and . - _. Not set means a number that the node makes up from the message and the minute.',
	},
	{
		displayName: 'Message ID Is Unique',
		name: 'messageIdIsUnique',
		type: 'boolean',
		default: false,
		description:
			'Whether "Message ID" stands for no other message to the same recipient, earlier ones included. Then SMSC is asked by it what became of a message whose answer was lost.',
	},
	{
		displayName: 'Number Confirmed Within (Days)',
		name: 'confirmedWithin',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 999 },
		default: 90,
		description: 'For secret texts: SMSC hides the text, and warns if the number was last confirmed more days ago than this, 10 to 999',
	},
	{
		displayName: 'Partner ID',
		name: 'partnerId',
		type: 'string',
		default: '',
		description: 'Number of the SMSC partner who gets a share for this message',
	},
];

/** What of a message its price may depend on. */
export const costOptions: INodeProperties[] = [...textOptions, ...callOptions, ...binaryOptions];

/** The options of a send; each shows where the channel has a use for it. */
export const sendOptions: INodeProperties[] = [...timeOptions, ...textOptions, ...callOptions, ...binaryOptions, ...accountOptions];
