import { NOT_FOUND, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import { listed, type Params } from './params.ts';
import { readPhone } from './recipients.ts';
import { money, type Service } from './service.ts';

/** `balance.php`, with the currency if asked. */
export function balance(params: Params, { settings, guard }: Service): Result {
	guard.pass('balance', settings.balancesPerMinute);
	const { balance: left, currency, credit } = settings;
	const json = {
		balance: money(left),
		...(params.flag('cur') ? { ...(credit > 0 ? { credit: money(credit) } : {}), currency } : {}),
	};
	const line = Object.values(json).join(params.get('fmt') === '1' ? ',' : ' ');
	return { json, text: line, numbers: line };
}

const OPERATORS: Array<[prefix: string, facts: object]> = [
	['7916', { country: 'Россия', operator: 'МТС', region: 'Москва', mcc: '250', mnc: '01', tz: 0 }],
	['7701', { country: 'Казахстан', operator: "K'cell", region: '', mcc: '401', mnc: '02', tz: 2 }],
	['7', { country: 'Россия', operator: 'Билайн', region: 'Москва', mcc: '250', mnc: '99', tz: 0 }],
	['375', { country: 'Беларусь', operator: 'A1', region: '', mcc: '257', mnc: '01', tz: 0 }],
];

/** `info.php?get_operator=1`: whose number it is; an array for a list of numbers. */
export function info(params: Params, { settings, guard }: Service): Result {
	if (!params.flag('get_operator') || !params.has('phone')) throw new Refusal(PARAMETERS_ERROR);
	const written = listed(params.get('phone'));
	for (const _ of written) guard.pass('operator', settings.operatorsPerMinute);
	guard.pass(`operator ${written}`, settings.identicalListsPerMinute);
	const rows = written.flatMap((one) => {
		const phone = readPhone(one) ?? '';
		const facts = OPERATORS.find(([prefix]) => phone.startsWith(prefix))?.[1];
		return facts === undefined || phone.startsWith('7000') ? [] : [{ phone, ...facts }];
	});
	if (rows.length === 0) throw new Refusal(NOT_FOUND, { text: 'operator not found' });
	const [{ phone: _phone, ...only }] = rows;
	return { json: written.length === 1 ? only : rows };
}

/** The numbers that wait for confirming calls. */
export const WAITING_NUMBERS = ['74950000001', '74950000002'];

/** `wait_call.php`: the number that the owner of a phone has to call. */
export function waitCall(params: Params, { settings, guard }: Service): Result {
	const phone = readPhone(params.get('phone'));
	if (phone === undefined) throw new Refusal(PARAMETERS_ERROR);
	try {
		guard.pass(`wait call ${phone}`, settings.waitCallsPerDay);
	} catch {
		throw new Refusal(6, { text: 'too many attempts' });
	}
	return { json: { phone: WAITING_NUMBERS[0], all_phones: WAITING_NUMBERS } };
}
