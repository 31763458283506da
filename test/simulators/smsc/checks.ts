import { PARAMETERS_ERROR, Refusal } from './answers.ts';
import type { Call } from '../kit/call.ts';
import type { Kind } from './kinds.ts';
import type { Params } from './params.ts';

type Check = [name: string, isRight: (value: string) => boolean];

const between = (least: number, most: number) => (value: string) =>
	/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;

const isFlag = (value: string) => value === '0' || value === '1';

const isLifetime = (value: string) => {
	const [, hours, minutes = '00'] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(value) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	return total >= 1 && total <= 24 * 60;
};

const isAddress = (value: string) => /^https?:\/\/[^/\s]+/i.test(value);

// What the document says of each parameter. That a value outside is code 1 is its most natural reading.
const CHECKS: Check[] = [
	['id', (value) => between(1, 2_147_483_647)(value) || (/^[A-Za-z0-9._-]{1,40}$/.test(value) && !/^\d+$/.test(value))],
	['translit', between(0, 2)],
	['bin', between(0, 2)],
	...['tinyurl', 'flash', 'push', 'hlr', 'ping', 'mms', 'mail', 'soc', 'viber', 'whatsapp', 'tg', 'call', 'err', 'op', 'nl'].map(
		(name): Check => [name, isFlag],
	),
	['bot', (value) => /^@\w+_?bot$/i.test(value)],
	['smsreq', between(10, 999)],
	['fileurl', isAddress],
	['voice', (value) => /^[mw][234]?(,[a-z]{2})?$/.test(value)],
	['cost', between(0, 3)],
	['fmt', between(0, 3)],
	['valid', isLifetime],
	['maxsms', between(1, 255)],
	['pp', (value) => /^\d+$/.test(value)],
];

/** Refuses calls with a parameter outside its documented values. */
export function checkParameters(params: Params): void {
	const wrong = CHECKS.find(([name, isRight]) => params.has(name) && !isRight(params.get(name)));
	if (wrong !== undefined || (params.has('imgcode') && !params.has('userip'))) throw new Refusal(PARAMETERS_ERROR);
}

/** Refuses messages that lack what their kind needs. */
export function checkContent(params: Params, kind: Kind, { files }: Call): void {
	const hasFile = Object.keys(files).length > 0 || params.has('fileurl');
	const needs: Record<string, boolean> = {
		mail: params.has('subj') && params.has('mes') && params.has('sender'),
		mms: params.has('subj') || params.has('mes'),
		call: params.has('mes') || hasFile,
		push: /^\S+\n\S/.test(params.get('mes')),
		bin: params.raw('bin') !== '2' || /^([0-9a-f]{2})+/i.test(params.get('mes')),
	};
	const isComplete = needs[kind.name] ?? (kind.isSilent === true || params.has('mes'));
	if (!isComplete && !params.has('list')) throw new Refusal(PARAMETERS_ERROR);
}
