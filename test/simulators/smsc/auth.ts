import { createHash } from 'node:crypto';

import { IP_BLOCKED, Refusal, WRONG_LOGIN } from './answers.ts';
import type { Params } from './params.ts';
import type { Service } from './service.ts';

const MINUTE = 60_000;

/** Lets in whoever has the API key, or the login with the password (or its MD5); too many strangers block the address. */
export function admit(params: Params, { account, settings, guard, now }: Service): void {
	if (settings.blockedUntil > now()) throw new Refusal(IP_BLOCKED);
	if (isRight(params, account)) return;
	try {
		guard.pass('wrong login', settings.wrongLoginsPerMinute);
	} catch {
		settings.blockedUntil = now() + MINUTE;
		throw new Refusal(IP_BLOCKED);
	}
	throw new Refusal(WRONG_LOGIN);
}

function isRight(params: Params, { login, psw, apikey }: Service['account']): boolean {
	if (params.has('apikey')) return params.get('apikey') === apikey;
	const md5 = createHash('md5').update(psw).digest('hex');
	return params.get('login') === login && [psw, md5].includes(params.get('psw'));
}
