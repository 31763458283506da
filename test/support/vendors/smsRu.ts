import { createSmsRu } from '../../simulators/smsRu/index.ts';
import { wordOf, type Answer, type Json, type Says } from './answer.ts';
import { EACH, PRICED, REHEARSED, RUSSIA, SOME, WEALTH, type TestVendor } from './vendor.ts';

const NUMBERS = ['79255070602', '74993221627', '+375 29 689 00 43', '8 (926) 111-22-33'];

const isId = (value: unknown): boolean => /^\d+(-\d+)?$/.test(wordOf(value));

const isCode = (answer: Json, ...codes: number[]): boolean => codes.some((code) => wordOf(answer?.status_code) === String(code));

/** The vendor's word for the state of a call or of a part of it, in whatever case. */
const isStatus = (answer: Json, word: string): boolean => wordOf(answer?.status).trim().toUpperCase() === word;

const isOk = (answer: Json): boolean => isStatus(answer, 'OK') && (answer.status_code === undefined || isCode(answer, 100));

/** The parts of an answer that may be about a number, however the vendor writes it. */
function partsFor({ json, entry: { to = '' } }: Answer): Json[] {
	const sameNumber = (key: string) => key.replace(/\D/g, '').slice(-10) === to.slice(-10);
	return Object.entries((json?.sms ?? {}) as Json).flatMap(([key, part]) => (sameNumber(key) && part ? [part] : []));
}

const isTaken = (part: Json): boolean => isStatus(part, 'OK') && isCode(part, 100) && isId(part.sms_id);

const wholeCode = ({ json, reply }: Answer): Json =>
	/^\d{3}\s*$/.test(reply.body) ? { status: 'ERROR', status_code: Number(reply.body) } : json;

/** Under 500 and above the error may be another server's, unless it has a code with words, or one that is not the HTTP status. */
const isOwn = ({ status_code: code, status_text: words }: Json, { status }: Answer['reply']): boolean =>
	status < 500 || (wordOf(code).trim() !== '' && Number.isFinite(Number(code)) && (wordOf(words) !== '' || Number(code) !== status));

function denials(answer: Answer): Json[] {
	const whole = wholeCode(answer);
	const isWhole = isStatus(whole, 'ERROR') && isOwn(whole, answer.reply);
	return [...(isWhole ? [whole] : []), ...partsFor(answer).filter((part) => isStatus(part, 'ERROR'))];
}

const says = (proof: (json: Json) => boolean): Says => ({ json }) => isOk(json) && proof(json);

const TEXT = { message: 'Заказ готов' };

export const smsRu: TestVendor = {
	name: 'SMS.ru',
	type: 'smsRu',
	folder: 'SmsRu',
	credentialType: 'smsRuApi',
	credential: ({ api_id: apiKey }) => ({ authentication: 'apiKey', apiKey }),
	simulator: createSmsRu,
	parameters: EACH,
	numbers: RUSSIA,
	refusedNumber: '70000000202',
	fuzz: {
		samples: {
			'message.send': [{ ...TEXT, to: NUMBERS }, { to: '79261112234', message: 'x', options: { dryRun: true } }],
			'message.getCost': [{ ...TEXT, to: NUMBERS }],
			'message.getStatus': (earlier) => [{ ids: [...earlier('message.send').flatMap(({ id }) => id ?? []), '000000-10000000'] }],
			'account.getBalance': [{}],
			'account.getLimit': [{}],
			'account.getFree': [{}],
			'sender.getAll': [{ returnAll: true }],
			'stoplist.create': [{ phone: NUMBERS[0], note: 'asked for it' }],
			'stoplist.getAll': [{ limit: 5 }],
			'stoplist.delete': [{ phone: NUMBERS[0] }],
			'webhook.create': [{ url: 'https://example.com/sms' }],
			'webhook.getAll': [{ returnAll: true }],
			'webhook.delete': [{ url: 'https://example.com/sms' }],
			'verification.callCode': [{ phone: NUMBERS[0] }],
			'verification.startCallCheck': [{ phone: NUMBERS[0] }],
			'verification.getCallCheck': (earlier) => [{ checkId: earlier('verification.startCallCheck')[0].id }],
		},
		proves: {
			'message.send': (answer) => isOk(answer.json) && partsFor(answer).some(isTaken),
			'stoplist.create': says(() => true),
			'stoplist.delete': says(() => true),
			'webhook.create': says(() => true),
			'webhook.delete': says(() => true),
			'verification.callCode': says(({ call_id: id, code }) => isId(id) && isId(code)),
			'verification.startCallCheck': says(({ check_id: id, call_phone: phone }) => isId(id) && isId(phone)),
		},
		denies: (answer) => denials(answer).length > 0 && !partsFor(answer).some(isTaken),
		invites: (answer) => denials(answer).some((part) => isCode(part, 220, 500)),
	},
	bench: {
		wealth: { ...WEALTH, totalLimit: 10_000_000 },
		numbers: '7999',
		options: {},
		perRequest: 100,
		isMeasuredLarge: true,
		oneByOne: { path: '/sms/send', form: () => ({ json: '1' }), to: 'to', text: 'msg', key: 'api_id' },
	},
	live: {
		variables: { SMSRU_API_ID: 'apiKey', SMSRU_LOGIN: 'login', SMSRU_PASSWORD: 'password', SMSRU_BASE_URL: 'baseUrl' },
		questions: [
			['account.getBalance'],
			['account.getLimit'],
			['account.getFree'],
			['sender.getAll', SOME],
			['stoplist.getAll', SOME],
			['webhook.getAll', SOME],
			['message.getCost', PRICED],
			['message.send', REHEARSED],
		],
	},
};
