import { textParam, type Form } from '../kit/form.ts';
import type { Service } from './service.ts';

const WRONG_API_ID = 200;
const WRONG_LOGIN = 301;
const UNCONFIRMED = 302;

/** The code of the refusal, if any: by `api_id`, or by `login` and `password`. */
export function refuseStranger(params: Form, { account, settings }: Service): number | undefined {
	const wrong = params.api_id !== undefined ? wrongApiId(params, account) : wrongLogin(params, account);
	if (wrong !== undefined) return wrong;
	return settings.confirmed ? undefined : UNCONFIRMED;
}

function wrongApiId(params: Form, account: Service['account']): number | undefined {
	return params.api_id === account.api_id ? undefined : WRONG_API_ID;
}

function wrongLogin(params: Form, account: Service['account']): number | undefined {
	if (params.login === undefined && params.password === undefined) return WRONG_API_ID;
	const isRight = textParam(params, 'login') === account.login && textParam(params, 'password') === account.password;
	return isRight ? undefined : WRONG_LOGIN;
}
