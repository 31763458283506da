import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { PRESETS } from '../nodes/Smpp/presets';
import { say } from '../../nodes/shared/language/say';

const { smsc } = PRESETS;

const own = { displayOptions: { show: { provider: ['smsc'] } } };
const others = { displayOptions: { show: { provider: ['rocketSms', 'other'] } } };
const advanced = { displayOptions: { show: { advanced: [true] } } };

const TONS = [
	{ name: 'Abbreviated (6)', value: 6 },
	{ name: 'Alphanumeric (5)', value: 5 },
	{ name: 'Automatic', value: '' },
	{ name: 'International (1)', value: 1 },
	{ name: 'National (2)', value: 2 },
	{ name: 'Network Specific (3)', value: 3 },
	{ name: 'Subscriber (4)', value: 4 },
	{ name: 'Unknown (0)', value: 0 },
];

const NPIS = [
	{ name: 'Automatic', value: '' },
	{ name: 'ISDN (1)', value: 1 },
	{ name: 'National (8)', value: 8 },
	{ name: 'Private (9)', value: 9 },
	{ name: 'Unknown (0)', value: 0 },
];

/** Any gateway that speaks SMPP 3.4: SMSC and RocketSMS with what is known of them, and others by their own document. */
export class SmppApi implements ICredentialType {
	name = 'smppApi';

	displayName = 'SMPP API';

	icon: Icon = { light: 'file:../nodes/Smpp/smpp.svg', dark: 'file:../nodes/Smpp/smpp.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-cis-sms/n8n-nodes-cis-sms/blob/HEAD/smpp/README.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			options: [
				{ name: 'Other', value: 'other' },
				{ name: 'RocketSMS', value: 'rocketSms' },
				{ name: 'SMSC', value: 'smsc' },
			],
			default: 'other',
		},
		{
			displayName: 'SMSC: switch SMPP on in your SMSC account, add the IP address of this n8n, and create a password for SMPP. SMSC takes one connection per login unless you ask for more.',
			name: 'smscNotice',
			type: 'notice',
			default: '',
			...own,
		},
		{
			displayName: 'RocketSMS: write to office@rocketsms.by with your login and the IP address of this n8n; they answer with the host and the port.',
			name: 'rocketSmsNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { provider: ['rocketSms'] } },
		},
		{ displayName: 'Host', name: 'host', type: 'string', default: '', placeholder: smsc.host, hint: say('Empty means {host}. The reserve is smpp2.smsc.ru.', { host: smsc.host }), ...own },
		{ displayName: 'Host', name: 'host', type: 'string', required: true, default: '', placeholder: 'e.g. smpp.example.com', ...others },
		{
			displayName: 'Use TLS',
			name: 'useTls',
			type: 'boolean',
			default: false,
			description: 'Whether the connection is encrypted. Without it, the password and the messages can be read on the way: use it wherever the provider has a port for it.',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 65_535 },
			default: 0,
			hint: say('0 means {port}, or {tlsPort} with TLS', { port: smsc.port, tlsPort: smsc.tlsPort }),
			...own,
		},
		{ displayName: 'Port', name: 'port', type: 'number', typeOptions: { minValue: 1, maxValue: 65_535 }, default: 2775, ...others },
		{ displayName: 'System ID', name: 'systemId', type: 'string', required: true, default: '', hint: 'The login for SMPP, at most 15 characters' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'The password for SMPP, often not the one for the provider’s website. SMPP 3.4 allows 8 characters, many providers more.',
		},
		{ displayName: 'System Type', name: 'systemType', type: 'string', default: '', hint: 'Empty, unless the provider names one' },
		{
			displayName: 'CA Certificate',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			hint: 'In PEM. Empty, unless the provider has an authority of its own.',
			displayOptions: { show: { useTls: [true] } },
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if the certificate is not valid. Others on the way may then be able to read along.',
			displayOptions: { show: { useTls: [true] } },
		},
		{ displayName: 'Advanced Settings', name: 'advanced', type: 'boolean', default: false, description: 'Whether to show settings that most providers need no change of' },
		{
			displayName: 'Messages per Second',
			name: 'perSecond',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100_000 },
			default: 0,
			hint: 'Each part of a long text counts. 0 means the default: 30 for SMSC, 10 for others.',
			...advanced,
		},
		{
			displayName: 'Window Size',
			name: 'window',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1_000 },
			default: 0,
			description: 'How many messages may be under way without an answer. When the connection breaks, the outcome of these is unclear.',
			hint: '0 means 10',
			...advanced,
		},
		{
			displayName: 'Keep-Alive Interval (Seconds)',
			name: 'enquireSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3_600 },
			default: 0,
			description: 'How long the connection may be silent before the provider is asked whether it is still there (enquire_link)',
			hint: '0 means the default: 60 for SMSC, 30 for others',
			...advanced,
		},
		{
			displayName: 'Default Alphabet',
			name: 'defaultAlphabet',
			type: 'options',
			options: [
				{ name: 'ASCII', value: 'ascii' },
				{ name: 'GSM', value: 'gsm' },
				{ name: 'Latin-1', value: 'latin1' },
			],
			default: 'gsm',
			description: 'What the provider takes data_coding 0 for. If @, $ or _ arrive as other characters, it is not GSM.',
			...advanced,
		},
		{ displayName: 'Sender TON', name: 'senderTon', type: 'options', options: TONS, default: '', description: 'Type of number of the sender. Automatic means by its form and the provider.', ...advanced },
		{ displayName: 'Sender NPI', name: 'senderNpi', type: 'options', options: NPIS, default: '', description: 'Numbering plan of the sender', ...advanced },
		{ displayName: 'Recipient TON', name: 'recipientTon', type: 'options', options: TONS, default: '', description: 'Type of number of the recipient. Automatic means International (1).', ...advanced },
		{ displayName: 'Recipient NPI', name: 'recipientNpi', type: 'options', options: NPIS, default: '', description: 'Numbering plan of the recipient. Automatic means ISDN (1).', ...advanced },
	];
}
