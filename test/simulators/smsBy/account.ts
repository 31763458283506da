import type { Call } from '../kit/call.ts';
import { money, notFound, phpArray, type Result } from './answers.ts';
import { required } from './reading.ts';
import type { Service } from './service.ts';

/** `getBalance`: amounts are texts, the currency stands outside of the result. */
export function getBalance(_: Call, { settings }: Service): Result {
	const { currency, balance, viberBalance } = settings;
	return { value: { status: 'OK', currency, result: [{ balance: money(balance), viber_balance: money(viberBalance) }] } };
}

/** `getLimit`: how many SMS the balance pays for. */
export function getLimit(_: Call, { settings }: Service): Result {
	return { value: { limit: Math.floor(settings.balance / settings.pricePerPart) } };
}

/** `getAlphanames`: ids to names, in a PHP array. */
export function getAlphanames(_: Call, { settings }: Service): Result {
	return { value: phpArray<string>(settings.alphanames) };
}

export function getAlphanameId({ params }: Call, { settings }: Service): Result {
	const name = required(params, 'name');
	const found = Object.entries(settings.alphanames).find(([, one]) => one === name);
	if (found === undefined) throw notFound();
	return { value: { id: Number(found[0]) } };
}

/** `getVibernames`: known by name only; assumed to answer like `getAlphanames`. */
export function getVibernames(_: Call, { settings }: Service): Result {
	return { value: phpArray<string>(settings.vibernames) };
}

/** `getAlphanameCategory`: what a name may be registered for. */
export function getAlphanameCategory(): Result {
	return { value: { status: 'OK', result: [{ id: 1, name: 'Торговля' }, { id: 2, name: 'Медицина' }] } };
}
