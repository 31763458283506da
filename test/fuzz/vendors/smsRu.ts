import { wordOf, type Answer, type FuzzVendor, type Json, type Says } from '../answer.ts';

const NUMBERS = ['79255070602', '74993221627', '+375 29 689 00 43', '8 (926) 111-22-33'];

const isId = (value: unknown): boolean => /^\d+(-\d+)?$/.test(wordOf(value));

const isCode = (answer: Json, ...codes: number[]): boolean => codes.some((code) => wordOf(answer?.status_code) === String(code));

const says = (part: Json, word: string): boolean => wordOf(part?.status).trim().toUpperCase() === word;

const isOk = (answer: Json): boolean => says(answer, 'OK') && (answer.status_code === undefined || isCode(answer, 100));

/** The parts of an answer that may be about a number, however the vendor writes it. */
function partsFor({ json, entry: { to = '' } }: Answer): Json[] {
	const sameNumber = (key: string) => key.replace(/\D/g, '').slice(-10) === to.slice(-10);
	return Object.entries((json?.sms ?? {}) as Json).flatMap(([key, part]) => (sameNumber(key) && part ? [part] : []));
}

const isTaken = (part: Json): boolean => says(part, 'OK') && isCode(part, 100) && isId(part.sms_id);

const wholeCode = ({ json, reply }: Answer): Json =>
	/^\s*\d{3}\s*$/.test(reply.body) ? { status: 'ERROR', status_code: Number(reply.body) } : json;

const denials = (answer: Answer): Json[] => [wholeCode(answer), ...partsFor(answer)].filter((part) => says(part, 'ERROR'));

const proves = (proof: (json: Json) => boolean): Says => ({ json }) => isOk(json) && proof(json);

const TEXT = { message: 'Заказ готов' };

export const smsRu: FuzzVendor = {
	type: 'smsRu',
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
		'stoplist.create': proves(() => true),
		'stoplist.delete': proves(() => true),
		'webhook.create': proves(() => true),
		'webhook.delete': proves(() => true),
		'verification.callCode': proves(({ call_id: id, code }) => isId(id) && isId(code)),
		'verification.startCallCheck': proves(({ check_id: id, call_phone: phone }) => isId(id) && isId(phone)),
	},
	denies: (answer) => denials(answer).length > 0 && !partsFor(answer).some(isTaken),
	invites: (answer) => denials(answer).some((part) => isCode(part, 220, 500)),
};
