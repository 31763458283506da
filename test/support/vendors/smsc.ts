import { createSmsc } from '../../simulators/smsc/index.ts';
import { wordOf, type Answer, type Json, type Says } from './answer.ts';
import { EACH, PRICED, RUSSIA, SOME, WEALTH, type TestVendor } from './vendor.ts';

const NUMBERS = ['+7 999 999 99 99', '375296890043', '8 (926) 111-22-33'];

/** Ids of the vendor's are numbers; one of ours may be up to 40 letters, digits, dots, dashes and underlines. */
const isId = (id: unknown): boolean => /^[\w.-]{1,40}$/.test(wordOf(id).trim()) && wordOf(id).trim() !== '0';

/** The code of a call that failed. */
const codeOf = ({ json }: Answer): number => Number(wordOf(json?.error_code)) || 0;

const hasFailed = (answer: Answer): boolean => codeOf(answer) > 0;

/** Where a message will not arrive: expired, spam, undeliverable, wrong, forbidden, no money, no route. */
const DEAD = ['3', '6', '20', '22', '23', '24', '25'];

/** 0 is no error, and 200 marks the account's test mode. */
const hasError = ({ error }: Json): boolean => ![0, 200].includes(Number(wordOf(error)));

const isBad = (row: Json): boolean => hasError(row) || DEAD.includes(wordOf(row.status));

const listed = (value: unknown): Json[] =>
	(Array.isArray(value) ? value : [value]).filter((row) => typeof row === 'object' && row !== null && !Array.isArray(row));

/** What the answer says of recipients: all of it, and what may be about this one. */
function rowsOf({ json, entry, entries }: Answer): { all: Json[]; own: Json[] } {
	const all = [...listed(json?.phones), ...listed(json?.errors)];
	const isOwn = ({ phone }: Json) => wordOf(phone).replace(/\D/g, '').endsWith((entry.to ?? '').slice(-10));
	return { all, own: entries.length === 1 && all.length === 1 ? all : all.filter(isOwn) };
}

/** The answer as JSON. The vendor's page shows an id of letters without quotes; they are put in. */
const jsonOf = ({ json, reply }: Answer): Json | undefined => {
	try {
		return json ?? JSON.parse(reply.body.replace(/"id":([\w.-]+)/, '"id":"$1"'));
	} catch {
		return undefined;
	}
};

/** An id, or a price where only that was asked for; and a row without fault, which a single recipient may lack. */
const taken: Says = (answer) => {
	const { entry, entries } = answer;
	const json = jsonOf(answer);
	const { all, own } = rowsOf({ ...answer, json });
	const isProven = isId(json?.id) || (Boolean(entry.dryRun) && json?.cost !== undefined);
	const isNamed = own.some((row) => !isBad(row)) || (entries.length === 1 && all.length === 0);
	return !('error_code' in (json ?? {})) && isProven && isNamed;
};

const made: Says = (answer) => !hasFailed(answer) && isId(answer.json?.id);

/** The word OK alone, or under a name. */
const changed: Says = (answer) =>
	/^\s*"?OK\b/i.test(answer.reply.body) || (!hasFailed(answer) && /^ok$/i.test(wordOf(answer.json?.result)));

/** OK, or the id of what it was done to. */
const confirmed: Says = (answer) => changed(answer) || made(answer);

/** OK, an id, or a row with an id for each operator. */
const registered: Says = (answer) => confirmed(answer) || listed(Array.isArray(answer.json) ? answer.json : []).some(({ id }) => isId(id));

const TEXT = { message: 'Заказ готов' };
const ALL = { returnAll: true };

/** The id of what an operation has made. */
const idFrom = (rows: Json[]): string => wordOf(rows[0].id);

export const smsc: TestVendor = {
	name: 'SMSC',
	type: 'smsc',
	folder: 'Smsc',
	credentialType: 'smscApi',
	credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey, region: 'baseUrl' }),
	simulator: createSmsc,
	parameters: EACH,
	numbers: RUSSIA,
	refusedNumber: '70000000248',
	fuzz: {
		arrives: { phone: '79999999999', mes: 'Да, приду' },
		samples: {
			'message.send': [
				{ ...TEXT, to: NUMBERS },
				{ to: NUMBERS[0], message: 'первому' },
				{ to: NUMBERS[1], message: 'второму' },
				{ ...TEXT, to: '79261112234', options: { dryRun: true } },
			{ ...TEXT, to: '79261112235', options: { sendAt: '2099-01-01' } },
			],
			'message.getCost': [{ message: 'Сколько это стоит', to: NUMBERS }],
			'message.getStatus': (earlier) => {
				const sent = earlier('message.send').filter(({ id }) => id);
				return [{ ids: sent.map(({ id }) => id), to: sent.map(({ to }) => to) }, { ids: '1', to: NUMBERS[0] }];
			},
			'message.getAll': [ALL],
			'message.delete': (earlier) => earlier('message.send').slice(0, 1).map(({ id, to }) => ({ ids: id, to })),
			'number.lookup': [{ to: NUMBERS }],
			'number.ping': [{ to: NUMBERS[0] }],
			'number.getOperator': [{ to: NUMBERS }],
			'inbound.getAll': [{ limit: 5 }],
			'account.getBalance': [{}],
			'account.getStatistics': [{ options: { startDate: '2026-06-01' } }],
			'sender.create': [{ name: 'MyShop', options: { cmt: 'orders' } }],
			'sender.getAll': [ALL],
		'sender.update': [{ name: 'MyShop', options: { cmt: 'reminders' } }],
			'sender.delete': [{ name: 'MyShop' }],
		'sender.sendCode': [{ name: '79999999999' }],
		'sender.checkCode': [{ name: '79999999999', code: '4821' }],
		'operatorTemplate.create': [{ sender: 'ivan', text: 'Ваш код %d', operators: ['mts_srv', 'bee_srv'] }],
		'operatorTemplate.getAll': [{ ...ALL, sender: 'ivan', text: 'Ваш код %d' }],
		'shortLink.get': [{ by: 'link', link: 'https://example.com/order' }],
			'template.create': [{ name: 'Ready', text: 'Заказ готов' }],
			'template.getAll': [ALL],
			'template.update': (earlier) => [{ templateId: idFrom(earlier('template.create')), options: { name: 'Done' } }],
			'template.delete': (earlier) => [{ templateId: idFrom(earlier('template.create')) }],
			'group.create': [{ name: 'Clients' }],
			'group.getAll': [ALL],
		'contact.addToGroup': (earlier) => [{ contact: '79991110001', groupId: idFrom(earlier('group.create')) }],
		'contact.moveToGroup': (earlier) => [{ contact: '79991110001', groupId: idFrom(earlier('group.create')) }],
		'contact.removeFromGroup': (earlier) => [{ contact: '79991110001', groupId: idFrom(earlier('group.create')) }],
			'group.update': (earlier) => [{ groupId: idFrom(earlier('group.create')), name: 'Friends' }],
			'group.delete': (earlier) => [{ groupId: idFrom(earlier('group.create')) }],
			'contact.create': [{ contact: NUMBERS[0], options: { name: 'Anna' } }],
			'contact.getAll': [ALL],
			'contact.update': [{ contact: NUMBERS[0], options: { name: 'Anna B.' } }],
			'contact.delete': [{ contact: NUMBERS[0] }],
			'blacklist.create': [{ phone: NUMBERS[1], kind: '0' }],
			'blacklist.delete': [{ phone: NUMBERS[1] }],
		'mailing.create': [{ ...TEXT, name: 'Spring sale', to: NUMBERS }, { ...TEXT, name: 'By Viber', to: NUMBERS[0], channel: 'viber' }],
			'mailing.getAll': [ALL],
			'mailing.get': (earlier) => [{ mailingId: idFrom(earlier('mailing.create')) }],
			'mailing.cancel': (earlier) => [{ mailingId: idFrom(earlier('mailing.create')) }],
			'mailing.delete': (earlier) => [{ mailingId: idFrom(earlier('mailing.create')) }],
			'verification.waitCall': [{ phone: NUMBERS[0] }],
			'verification.callCode': [{ phone: NUMBERS[0] }],
		},
		proves: {
			'message.send': taken,
			'message.delete': changed,
			'number.lookup': taken,
			'number.ping': taken,
			'sender.create': made,
		'sender.update': confirmed,
			'sender.delete': changed,
		'sender.sendCode': confirmed,
		'sender.checkCode': confirmed,
		'operatorTemplate.create': registered,
		'contact.addToGroup': changed,
		'contact.moveToGroup': changed,
		'contact.removeFromGroup': changed,
			'template.create': made,
			'template.update': changed,
			'template.delete': changed,
			'group.create': made,
			'group.update': changed,
			'group.delete': changed,
			'contact.create': made,
			'contact.update': changed,
			'contact.delete': changed,
			'blacklist.create': made,
			'blacklist.delete': changed,
			'mailing.create': made,
			'mailing.cancel': changed,
			'mailing.delete': changed,
			'verification.waitCall': (answer) => !hasFailed(answer) && /\d/.test(wordOf(answer.json?.phone)),
			'verification.callCode': taken,
		},
		denies: (answer) => hasFailed(answer) || rowsOf(answer).own.some(isBad),
		invites: (answer) => codeOf(answer) === 9 && /concurrent/i.test(wordOf(answer.json?.error)),
	},
	bench: {
		// A request per item means more of them at once than SMSC allows.
		wealth: { ...WEALTH, requestsAtOnce: 1_000_000, workMs: 0 },
		numbers: '7999',
		options: {},
		perRequest: 100,
		isMeasuredLarge: true,
		oneByOne: {
			path: '/sys/send.php',
			form: () => ({ fmt: '3', charset: 'utf-8' }),
			to: 'phones',
			text: 'mes',
			key: 'apikey',
		},
	},
	live: {
		variables: { SMSC_API_KEY: 'apiKey', SMSC_LOGIN: 'login', SMSC_PASSWORD: 'password', SMSC_BASE_URL: 'baseUrl' },
		questions: [
			['account.getBalance'],
			['account.getStatistics'],
			['sender.getAll', SOME],
			['template.getAll', SOME],
			['group.getAll', SOME],
			['contact.getAll', SOME],
			['mailing.getAll', SOME],
			['message.getAll', SOME],
			['inbound.getAll', SOME],
			['message.getCost', PRICED],
		],
	},
};
