import { createHash } from 'node:crypto';

import { createRocketSms } from '../../simulators/rocketSms/index.ts';
import { namesError, wordOf, type Answer, type Json, type Says } from './answer.ts';
import { BELARUS, EACH, SOME, WEALTH, type TestVendor } from './vendor.ts';

const NUMBERS = ['+375 29 689 00 43', '375000000002', '375000000003', '80297654321'];
const DEAD = ['FAILED', 'EXPIRED', 'REJECTED'];

const isId = (id: unknown): boolean => /^0*[1-9]\d*$/.test(wordOf(id).trim());

/** Null, false, 0 and '' are no error in PHP. */
const hasError = (answer?: Json): boolean => namesError(answer?.error);

const isDead = (answer?: Json): boolean => isId(answer?.id) && DEAD.includes(wordOf(answer?.status).trim().toUpperCase());

const CODES = ['WRONG_AUTH', 'NO_MESSAGE', 'NO_PHONE', 'BAD_PHONE', 'WRONG_ID', 'SENDER_ALREADY_ADDED', 'SENDER_TOO_LONG', 'SENDER_BAD_FORMAT'];

/** An error of the whole call; under 500 and above a server in between may have written it, unless the code is RocketSMS's. */
const isRefusal = ({ json, reply }: Answer): boolean => hasError(json) && (reply.status < 500 || CODES.includes(String(json.error).trim()));

/** With an id beside the error, the vendor's sample calls the message sent. */
const isSentAsWell = ({ entry }: Answer, part?: Json): boolean => 'text' in entry && isId(part?.id);

const isTaken = (answer?: Json): boolean => isId(answer?.id) && !hasError(answer) && !isDead(answer);

/** A bulk's answer is a list in the order of its numbers; one number may have its answer alone. */
function own({ json, place, entries }: Answer): Json | undefined {
	if (!Array.isArray(json)) return entries.length === 1 ? json : undefined;
	return json.length === entries.length ? json[place] : undefined;
}

const TEXT = { message: 'Заказ готов' };

const taken: Says = ({ json }) => isTaken(json);

export const rocketSms: TestVendor = {
	name: 'RocketSMS',
	type: 'rocketSms',
	folder: 'RocketSms',
	credentialType: 'rocketSmsApi',
	credential: ({ username, password }) => ({ username, password }),
	simulator: createRocketSms,
	parameters: EACH,
	numbers: BELARUS,
	refusedNumber: '375000000001',
	noMoney: { fault: 'reply', body: { error: 'NO_MONEY' }, times: 1 },
	fuzz: {
		samples: {
			'message.send': [
				...NUMBERS.map((to) => ({ ...TEXT, to })),
				{ to: NUMBERS[0], content: 'template', template: 'TPL_ID_1', options: { sendAt: '2099-01-01' } },
			],
			'message.sendBulk': [{ ...TEXT, to: NUMBERS }, { to: NUMBERS[0], message: 'alone' }],
			'message.getStatus': (earlier) => [{ ids: earlier('message.send').map(({ id }) => id) }, { ids: '1' }],
			'account.getBalance': [{}],
			'sender.create': [{ name: 'MyShop.by' }],
			'sender.getAll': [{ returnAll: true }],
			'template.getAll': [{ limit: 5 }],
		},
		proves: {
			'message.send': taken,
			'message.sendBulk': (answer) => isTaken(own(answer)),
			'sender.create': ({ json }) => wordOf(json?.status).toUpperCase() === 'OK' && !hasError(json),
		},
		denies: (answer) => {
			const { json } = answer;
			const part = own(answer);
			if (isDead(part)) return true;
			return (isRefusal(answer) && !isSentAsWell(answer, json)) || (part !== json && hasError(part) && !isSentAsWell(answer, part));
		},
		invites: () => false,
	},
	bench: {
		wealth: WEALTH,
		numbers: '37529',
		options: {},
		perRequest: 1,
		oneByOne: {
			path: '/simple/send',
			form: ({ username, password }) => ({ username, password: createHash('md5').update(password).digest('hex') }),
			to: 'phone',
			text: 'text',
		},
	},
	live: {
		variables: { ROCKETSMS_USERNAME: 'username', ROCKETSMS_PASSWORD: 'password', ROCKETSMS_BASE_URL: 'baseUrl' },
		questions: [['account.getBalance'], ['sender.getAll', SOME], ['template.getAll', SOME]],
	},
};
