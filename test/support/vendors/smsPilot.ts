import { createSmsPilot } from '../../simulators/smsPilot/index.ts';
import { namesError, wordOf, type Answer, type Json, type Says } from './answer.ts';
import { EACH, PRICED, REHEARSED, RUSSIA, SOME, WEALTH, type TestVendor } from './vendor.ts';

const NUMBERS = ['79037672215', '+375 29 689 00 43', '8 (926) 111-22-33'];

const isId = (id: unknown): boolean => /^[1-9]\d*$/.test(wordOf(id).trim());

const isAbout = (phone: unknown, to = ''): boolean => wordOf(phone).replace(/\D/g, '').slice(-10) === to.slice(-10);

/** Absent, null, '' and 0 are no error. */
const hasError = ({ error }: Json): boolean => namesError(error);

const isRow = (item: unknown): item is Json => typeof item === 'object' && item !== null && !Array.isArray(item);

const items = ({ json }: Answer): Json[] => Object.values((json?.send ?? {}) as Json).filter(isRow);

/** Documented statuses of what was taken: new, at the operator, delivered, scheduled. */
const isTaken = (item: Json): boolean => /^[0-3]$/.test(wordOf(item.status)) && isId(item.server_id) && !hasError(item);

const isRefused = (item: Json): boolean => wordOf(item.status) === '-2';

/** The items that can be about the entry: by our number for it, by its phone, or by their order where none has our number. */
function itemsFor(answer: Answer): Json[] {
	const { entry, place, entries } = answer;
	const all = items(answer);
	if (!('id' in entry)) return all.filter(({ phone, to }) => isAbout(phone ?? to, entry.to));
	if (all.some(({ id }) => isId(id))) return all.filter(({ id }) => wordOf(id) === entry.id);
	return all.length === entries.length && isAbout(all[place].to ?? all[place].phone, entry.to) ? [all[place]] : [];
}

const taken: Says = (answer) => {
	const own = itemsFor(answer);
	return !namesError(answer.json?.error) && own.length === 1 && isTaken(own[0]);
};

/** An error of the whole call; SMSPILOT writes it under 200, and beside no message that it has given an id. */
function whole(answer: Answer): Json | undefined {
	const { json, reply } = answer;
	const isCertain = reply.status < 500 && !items(answer).some((item) => isId(item.server_id) && !isRefused(item));
	return isCertain && typeof json?.error === 'object' && namesError(json.error) ? json.error : undefined;
}

const GATEWAY_IS_DOWN = '110';

const TEXT = { message: 'Заказ готов' };

export const smsPilot: TestVendor = {
	name: 'SMSPILOT',
	type: 'smsPilot',
	folder: 'SmsPilot',
	credentialType: 'smsPilotApi',
	credential: ({ apikey: apiKey }) => ({ authentication: 'apiKey', apiKey }),
	simulator: createSmsPilot,
	parameters: EACH,
	numbers: RUSSIA,
	refusedNumber: '70000000213',
	fuzz: {
		samples: {
			'message.send': [
				{ ...TEXT, to: NUMBERS },
				{ ...TEXT, to: '79261112234', options: { dryRun: true } },
				{ ...TEXT, to: '79261112235', options: { sendAt: '2099-01-01', ttl: 60 } },
			],
			'message.getCost': [{ message: 'Сколько это стоит', to: NUMBERS }],
			'message.getStatus': (earlier) => [
				{ ids: earlier('message.send').map(({ id }) => id).filter(Boolean) },
				{ by: 'packet', packetId: '1234' },
			],
			'account.getBalance': [{ unit: 'rur' }, { unit: 'sms' }],
			'account.get': [{}],
			'inbound.getAll': [
				{ which: 'all', returnAll: true },
				{ which: 'since', since: '2020-01-01', limit: 5 },
				{ which: 'new' },
			],
			'number.lookup': [{ to: NUMBERS }],
			'number.ping': [{ to: NUMBERS[0] }],
			'number.getResult': (earlier) => [{ ids: earlier('number.lookup').map(({ id }) => id) }],
		},
		proves: { 'message.send': taken, 'number.lookup': taken, 'number.ping': taken },
		denies: (answer) => whole(answer) !== undefined || itemsFor(answer).some(isRefused),
		invites: (answer) =>
			wordOf(whole(answer)?.code) === GATEWAY_IS_DOWN ||
			itemsFor(answer).some((item) => isRefused(item) && wordOf(item.error) === GATEWAY_IS_DOWN),
	},
	bench: {
		wealth: WEALTH,
		numbers: '7999',
		options: {},
		perRequest: 100,
		oneByOne: { path: '/api.php', form: () => ({ format: 'json' }), to: 'to', text: 'send', key: 'apikey' },
	},
	live: {
		variables: { SMSPILOT_API_KEY: 'apiKey', SMSPILOT_LOGIN: 'login', SMSPILOT_PASSWORD: 'password', SMSPILOT_BASE_URL: 'baseUrl' },
		// The public key of the vendor's emulator, which sends nothing (official).
		withoutAccount: { apiKey: 'XXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZXXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZ' },
		questions: [
			['account.getBalance', { unit: 'rur' }],
			['account.getBalance', { unit: 'sms' }],
			['account.get'],
			['inbound.getAll', { which: 'all', ...SOME }],
			['message.getCost', PRICED],
			['message.send', REHEARSED],
		],
	},
};
