/** The pictures of the nodes' panels: what is in each, as a table. */
import { createHash } from 'node:crypto';

/** @typedef {{ [field: string]: unknown }} Json */

/**
 * A picture of a node's panel.
 * @typedef {object} Panel
 * @property {string} picture the file's name in docs/images, without `.png`
 * @property {string} title the node's name on the canvas
 * @property {string} [package] that the node is in; the collection unless told
 * @property {string} type the node's type, without the package
 * @property {Json} [parameters] beside the defaults
 * @property {string} [credential] the type of the credential, where the node has one
 * @property {Record<string, string>} [written] what somebody has written to the vendor before, in the simulator's words
 * @property {Panel} [sent] what has been run before, so that there is something to be told
 * @property {Json[]} [input] what comes into the node; a trigger has none
 * @property {boolean} [isRun] whether "Execute step" is pressed, so that the output is shown; a trigger that asks its
 * vendor asks then
 * @property {(account: Record<string, string>) => RequestInit} [push] what the vendor of a trigger that is told pushes
 * after "Execute step" was pressed
 * @property {number} [height] of the picture in CSS pixels
 */

/** What SMSC signs its pushes with. */
export const SECRET_WORD = 'simulated-secret-word';

const ORDERS = [
	{ name: 'Анна', phone: '+7 925 507-06-02', order: 1024 },
	{ name: 'Пётр', phone: '8 (499) 322-16-27', order: 1025 },
];
const BELARUS = [{ name: 'Анна', phone: '+375 29 689-00-43', order: 1024 }];
const CUSTOMER = [{ name: 'Анна', phone: '+7 999 999-99-99', email: 'anna@example.com', order: 1024 }];

const SEND = { resource: 'message', operation: 'send', to: '={{ $json.phone }}' };
const READY = '={{ $json.name }}, ваш заказ {{ $json.order }} готов.';

/** When the pushed events happened, in seconds since 1970. */
const AT = 1_782_404_881;

const form = (fields) => ({ body: new URLSearchParams(fields) });
const json = (value) => ({ body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
const hash = (algorithm, text) => createHash(algorithm).update(text).digest('hex');

/** Three messages' fates in one push of SMS.ru. */
function smsRuPush({ api_id: key }) {
	const entries = [103, 103, 104].map((status, index) => `sms_status\n202626-1000000${index}\n${status}\n${AT}`);
	return form([...entries.map((text, index) => [`data[${index + 1}]`, text]), ['hash', hash('sha256', key + entries.join(''))]]);
}

/** SMSC tells of a reply, which has a text of its own. */
function smscPush() {
	const [phone, mes, to] = ['79999999999', 'Да, приду', '79991234567'];
	return form({ id: '1', phone, mes, to, time: String(AT), sha1: hash('sha1', [phone, mes, to, SECRET_WORD].join(':')) });
}

const smsByPush = () =>
	json(['375291111111', '375292222222', '375293333333'].map((phone, index) => ({ delivery_id: 10001 + index, phone, status: 'DELIVERED' })));

const smsPilotPush = () => form({ server_id: '10001', status: '2' });

const SMPP = { package: 'n8n-nodes-smpp', type: 'smpp', credential: 'smppApi', title: 'SMPP' };

/** What the gateway takes, and what it refuses. */
const PARCELS = [
	{ name: 'Анна', phone: '+375 29 689-00-43', order: 1024 },
	{ name: 'Павел', phone: '+375 00 000-00-01', order: 1025 },
];

/** @type {Panel[]} */
export const PANELS = [
	{
		picture: 'sms-ru-node',
		title: 'SMS.ru',
		type: 'smsRu',
		credential: 'smsRuApi',
		parameters: { ...SEND, message: '={{ $json.name }}, ваш заказ {{ $json.order }} готов. Ждём вас!' },
		input: ORDERS,
		isRun: true,
	},
	{
		picture: 'smsc-sms',
		title: 'SMSC',
		type: 'smsc',
		credential: 'smscApi',
		parameters: {
			...SEND,
			message: READY,
			from: { __rl: true, mode: 'name', value: 'MyShop' },
			options: { maximumParts: 2, sendWithin: '10-20', transliterate: '1' },
		},
		input: CUSTOMER,
		height: 1060,
	},
	{
		picture: 'smsc-email',
		title: 'SMSC',
		type: 'smsc',
		credential: 'smscApi',
		parameters: {
			...SEND,
			channel: 'email',
			to: '={{ $json.email }}',
			subject: '=Заказ {{ $json.order }}',
			message: '={{ $json.name }}, счёт во вложении.',
			from: { __rl: true, mode: 'name', value: 'shop@example.com' },
			binaryFields: 'data',
		},
		input: CUSTOMER,
		height: 1060,
	},
	{
		picture: 'smsc-call',
		title: 'SMSC',
		type: 'smsc',
		credential: 'smscApi',
		parameters: {
			...SEND,
			channel: 'call',
			message: '={{ $json.name }}, ваш заказ готов.',
			voice: 'w2',
			options: { ringing: { rings: { attempts: 3, pause: 120, ring: 25 } } },
		},
		input: CUSTOMER,
		height: 1240,
	},
	{
		...SMPP,
		picture: 'smpp-node',
		parameters: { ...SEND, message: READY, from: 'MyShop', options: { validity: 720, maximumParts: 2 } },
		input: PARCELS,
		isRun: true,
		height: 940,
	},
	{
		...SMPP,
		picture: 'smpp-trigger',
		title: 'SMPP Trigger',
		type: 'smppTrigger',
		parameters: { options: { zone: 'Europe/Minsk' } },
		sent: { ...SMPP, parameters: { ...SEND, message: READY, from: 'MyShop' }, input: PARCELS.slice(0, 1) },
		isRun: true,
		height: 760,
	},
	{ picture: 'rocketsms-node', title: 'RocketSMS', type: 'rocketSms', credential: 'rocketSmsApi', parameters: { ...SEND, message: READY }, input: BELARUS, isRun: true },
	{ picture: 'sms-by-node', title: 'SMS.by', type: 'smsBy', credential: 'smsByApi', parameters: { ...SEND, message: READY }, input: BELARUS, isRun: true },
	{ picture: 'smspilot-node', title: 'SMSPILOT', type: 'smsPilot', credential: 'smsPilotApi', parameters: { ...SEND, message: READY }, input: ORDERS, isRun: true },
	{ picture: 'sms-ru-trigger', title: 'SMS.ru Trigger', type: 'smsRuTrigger', credential: 'smsRuApi', push: smsRuPush },
	{ picture: 'smsc-trigger', title: 'SMSC Trigger', type: 'smscTrigger', credential: 'smscApi', push: smscPush },
	{ picture: 'sms-by-trigger', title: 'SMS.by Trigger', type: 'smsByTrigger', push: smsByPush },
	{ picture: 'smspilot-trigger', title: 'SMSPILOT Trigger', type: 'smsPilotTrigger', push: smsPilotPush },
	{
		picture: 'smsc-incoming-trigger',
		title: 'SMSC Incoming SMS Trigger',
		type: 'smscInboundTrigger',
		credential: 'smscApi',
		written: { phone: '79999999999', mes: 'Да, приду' },
		isRun: true,
	},
	{
		picture: 'smspilot-incoming-trigger',
		title: 'SMSPILOT Incoming SMS Trigger',
		type: 'smsPilotInboundTrigger',
		credential: 'smsPilotApi',
		written: { phone: '79037672215', text: 'Да, приду' },
		isRun: true,
	},
];
