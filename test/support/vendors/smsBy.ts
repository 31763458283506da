import { createSmsBy } from '../../simulators/smsBy/index.ts';
import { namesError, wordOf, type Answer, type Json, type Says } from './answer.ts';
import { BELARUS, EACH, SOME, WEALTH, type TestVendor } from './vendor.ts';

const NUMBERS = ['+375 29 999 99 99', '375000000002', '8 029 888-88-88'];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const isId = (value: unknown): boolean => [/^0*[1-9]\d*$/, UUID].some((form) => form.test(wordOf(value).trim()));

/** Old servers put an answer into a list. */
const unwrapped = (json: unknown): Json => (Array.isArray(json) && json.length === 1 ? json[0] : json) ?? {};

/** The objects of an answer that may hold what was asked for: itself, and what is under `result` and `data`. */
const layers = ({ json }: Answer): Json[] => {
	const one = unwrapped(json);
	return [one, unwrapped(one.result), unwrapped(one.data)];
};

const isBad = ({ error, status }: Json): boolean => namesError(error) || /^(error|fail(ed)?)$/i.test(wordOf(status));

const isFine = ({ reply }: Answer): boolean => reply.status >= 200 && reply.status <= 299;

/** A proof is an id under its name, with no error anywhere beside it. */
const names = (...keys: string[]): Says => (answer) =>
	isFine(answer) && !layers(answer).some(isBad) && layers(answer).some((layer) => keys.some((key) => isId(layer[key])));

const isYes = (value: unknown): boolean => value === true || /^(1|ok|true|success)$/i.test(wordOf(value));

const changed: Says = (answer) => isFine(answer) && isYes(unwrapped(answer.json).result) && !layers(answer).some(isBad);

const bulk: Says = (answer) => {
	const { success = true } = unwrapped(answer.json);
	return names('uuid')(answer) && isYes(success);
};

/** Started, or looked at: a yes, an id, or facts of the mailing. */
const confirmed: Says = (answer) => {
	const [one, result, data] = layers(answer);
	const facts = [result, data].some((layer) => Object.keys(layer).length > 0);
	return isFine(answer) && !isBad(one) && (isYes(one.status) || isYes(one.success) || facts || names('message_id')(answer));
};

/** The places that a log of wrong contacts names. */
const wrongPlaces = ({ log }: Json): number[] =>
	Array.isArray(log) ? log.map((row) => Number(wordOf(row?.index) || NaN)) : [];

/** Something was imported, and every contact that was not is named by its place: this one is not among them. */
const imported: Says = (answer) => {
	const { place, entries } = answer;
	return layers(answer).some((layer) => {
		const named = new Set(wrongPlaces(layer));
		const known = [...named].filter((index) => index in entries).length;
		const [inserted, updated, invalid] = [layer.inserted, layer.updated, layer.invalid].map((count) => Number(wordOf(count)) || 0);
		return isFine(answer) && inserted + updated > 0 && !named.has(place) && known >= invalid;
	});
};

/** Named as wrong, or all are. */
const notImported: Says = (answer) =>
	layers(answer).some((layer) => wrongPlaces(layer).includes(answer.place) || Number(layer.invalid) === answer.entries.length);

/** Documented statuses of refusal, and those of a wrong token. */
const NO = [400, 401, 403, 406, 421, 422];

const TEXT = { message: 'Заказ готов' };
const CAMPAIGN = '2564327';

export const smsBy: TestVendor = {
	name: 'SMS.by',
	type: 'smsBy',
	folder: 'SmsBy',
	credentialType: 'smsByApi',
	credential: ({ token }) => ({ token }),
	simulator: createSmsBy,
	parameters: EACH,
	numbers: BELARUS,
	refusedNumber: '375000000001',
	fuzz: {
		samples: {
			'message.send': [
				{ ...TEXT, to: NUMBERS, options: { showCost: true } },
				{ ...TEXT, to: NUMBERS, options: { sendAsBulk: true } },
			],
			'message.getStatus': (earlier) => [{ ids: ['2637396', earlier('message.send')[0].id] }],
			'bulk.send': [
				{ ...TEXT, to: NUMBERS, name: 'n8n', messageType: 'bulk' },
				{ ...TEXT, to: '375299999998', name: 'n8n', messageType: 'personal' },
			],
			'bulk.getStatus': (earlier) => [
				{ uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec' },
				{ uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec', phone: '375291111111' },
				{ uuid: earlier('bulk.send')[0].id },
			],
			'otp.sendTelegram': [{ to: NUMBERS[0], message: '0742' }],
			'otp.sendWhatsApp': [{ to: NUMBERS[0], message: '0742' }],
			'campaign.create': [{ message: 'Осенняя распродажа', options: { sendAt: '2099-01-01' } }],
			'campaign.getStatus': [{ campaignId: CAMPAIGN }],
			'campaign.sendToNumber': [{ campaignId: CAMPAIGN, to: NUMBERS }],
			'campaign.sendToList': [{ ...TEXT, list: '3434', name: 'n8n' }],
			'campaign.confirm': (earlier) => [{ campaignId: earlier('campaign.sendToList')[0].id }],
			'campaign.getAll': [{ returnAll: true }],
			'campaign.getRecipients': [{ campaignId: CAMPAIGN, limit: 5 }],
			'campaign.getHistory': [{ returnAll: true }],
			'account.getBalance': [{}],
			'account.getLimit': [{}],
			'sender.getAll': [{ returnAll: true }],
			'sender.getId': [{ name: 'VasheImya' }],
			'contactList.create': [{ name: 'Clients 2' }],
			'contactList.getAll': [{ returnAll: true }],
			'contactList.importContacts': [
				{ list: '3434', phone: NUMBERS[0], email: 'anna@example.com' },
				{ list: '3434', phone: NUMBERS[1], email: 'nobody@example.invalid' },
				{ list: '3434', phone: NUMBERS[2], email: 'boris@example.com' },
			],
			'verification.sendCode': [{ to: NUMBERS[0], message: 'Code: %CODE%', template: '243' }],
			'verification.flashCall': [{ phone: NUMBERS[0], options: { code: '0742' } }],
			'verification.confirmFlashCall': (earlier) => [
				{ phone: NUMBERS[0], code: '0742', callId: earlier('verification.flashCall')[0].id },
			],
			'codeTemplate.create': [{ characters: 'numbers', length: 6 }],
			'codeTemplate.getAll': [{ returnAll: true }],
			'codeTemplate.get': [{ template: '243' }],
			'codeTemplate.update': [{ template: '243', characters: 'both', length: 8 }],
			'codeTemplate.delete': [{ template: '243' }],
			'viber.send': [{ ...TEXT, to: NUMBERS[0], from: '17' }],
			'viber.getSenders': [{ limit: 5 }],
		},
		proves: {
			'message.send': (answer) => ('mailing' in answer.entry ? bulk(answer) : names('sms_id')(answer)),
			'bulk.send': bulk,
			'otp.sendTelegram': names('sms_id'),
			'otp.sendWhatsApp': names('sms_id'),
			'campaign.create': names('message_id'),
			'campaign.sendToNumber': names('sms_id'),
			'campaign.sendToList': names('message_id', 'id'),
			'campaign.confirm': confirmed,
			'contactList.create': names('list_id'),
			'contactList.importContacts': imported,
			'verification.sendCode': names('sms_id'),
			'verification.flashCall': names('fclid'),
			'verification.confirmFlashCall': (answer) => names('fclid')(answer) && isYes(unwrapped(answer.json).status),
			'codeTemplate.create': names('password_object_id'),
			'codeTemplate.update': changed,
			'codeTemplate.delete': changed,
			'viber.send': names('viber_id'),
		},
		denies: (answer) => layers(answer).some(isBad) || NO.includes(answer.reply.status) || notImported(answer),
		invites: () => false,
	},
	bench: {
		wealth: WEALTH,
		numbers: '37529',
		options: { sendAsBulk: true },
		perRequest: 500,
		oneByOne: { path: '/api/v1/sendQuickSMS', form: () => ({}), to: 'phone', text: 'message', key: 'token' },
	},
	live: {
		variables: { SMSBY_TOKEN: 'token', SMSBY_BASE_URL: 'baseUrl' },
		questions: [
			['account.getBalance'],
			['account.getLimit'],
			['sender.getAll', SOME],
			['contactList.getAll', SOME],
			['campaign.getAll', SOME],
			['campaign.getHistory', SOME],
			['codeTemplate.getAll', SOME],
			['viber.getSenders', SOME],
		],
	},
};
