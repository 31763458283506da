import { Refusal } from './codes.ts';
import { EMULATOR_KEY, PRINTED_KEY, type Service } from './service.ts';

/** Whose request it is: the account's, or one with the emulator key, for which nothing is sent or kept. */
export interface Caller {
	isEmulator: boolean;
}

const KEY = /^[A-Za-z\d]{64}$/;

/** Reads `apikey`, or `login` and `password`. A key of the wrong form is 101, one of the right form that nobody has is 400. */
export function callerOf(value: (name: string) => string, { account, settings }: Service): Caller {
	const apikey = value('apikey');
	if (apikey === '') requireLogin(value, account);
	else if (apikey !== EMULATOR_KEY) requireKey(apikey, account.apikey);
	if (settings.refusal !== 0) throw new Refusal(settings.refusal);
	return { isEmulator: apikey === EMULATOR_KEY };
}

function requireKey(apikey: string, right: string): void {
	if (apikey === right || apikey === PRINTED_KEY) return;
	throw new Refusal(KEY.test(apikey) ? 400 : 101);
}

function requireLogin(value: (name: string) => string, account: Service['account']): void {
	const [login, password] = [value('login'), value('password')];
	if (login === '' && password === '') throw new Refusal(100);
	if (!login.includes('@') || password === '') throw new Refusal(401);
	if (login !== account.login || password !== account.password) throw new Refusal(400);
}
