import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { charsetNamed, decoded, type Charset } from './charsets.ts';
import { PARAMETERS_ERROR, Refusal } from './answers.ts';

/** The parameters of one call, in the encoding that it claims. */
export interface Params {
	charset: Charset;
	/** '' where the parameter is missing. */
	get(name: string): string;
	has(name: string): boolean;
	/** Whether a flag is set to 1. */
	flag(name: string): boolean;
	/** As it came over the wire, undecoded. */
	raw(name: string): string;
	/** Everything but the credentials. */
	rest(): Record<string, string>;
}

const SECRETS = new Set(['login', 'psw', 'apikey']);

/** JSON bodies are UTF-8 by nature; everything else is windows-1251 unless `charset` says otherwise. */
export function paramsOf({ params, json }: Call): Params {
	const named = charsetNamed(textParam(params, 'charset'));
	const charset = json === undefined ? named : 'utf-8';
	if (charset === undefined) throw new Refusal(PARAMETERS_ERROR);
	const get = (name: string) => decoded(textParam(params, name), charset);
	return {
		charset,
		get,
		has: (name) => textParam(params, name) !== '',
		flag: (name) => textParam(params, name) === '1',
		raw: (name) => textParam(params, name),
		rest: () => Object.fromEntries(namesOf(params).map((name) => [name, get(name)])),
	};
}

const namesOf = (form: Form) => Object.keys(form).filter((name) => !SECRETS.has(name));

/** The parts of a list, trimmed, without empty ones. */
export function listed(text: string, separator: RegExp = /,/): string[] {
	return text.split(separator).map((part) => part.trim()).filter((part) => part !== '');
}
