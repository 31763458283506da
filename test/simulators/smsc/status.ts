import type { Stage } from '../kit/phones.ts';
import { FAILED, OK, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import { listed, type Params } from './params.ts';
import { readPhone } from './recipients.ts';
import { money, type Service, type Sms } from './service.ts';
import { moscowTime } from './times.ts';

const STAGE_CODES: Record<Stage, number> = { queued: -1, sent: 0, delivered: 1, read: 2, undelivered: 20 };

// The vendor's Russian names, as far as they are public.
const NAMES: Record<number, string> = {
	[-3]: 'Сообщение не найдено',
	[-1]: 'Ожидает отправки',
	0: 'Передано оператору',
	1: 'Доставлено',
	2: 'Прочитано',
	3: 'Просрочено',
	20: 'Невозможно доставить',
};

/** `status.php`: one message, several as equally long lists, or its deletion (`del=1`). */
export function status(params: Params, service: Service): Result {
	const { settings, guard } = service;
	const phones = params.get('phone').split(',');
	const ids = params.get('id').split(',');
	if (!params.has('phone') || !params.has('id') || phones.length !== ids.length) throw new Refusal(PARAMETERS_ERROR);
	const pairs = ids.map((id, at) => ({ id: id.trim(), phone: phones[at].trim() })).filter(({ id, phone }) => id && phone);
	if (params.flag('del')) return remove(pairs, service);

	const isMass = ids.length > 1;
	if (pairs.length > 1) guard.pass('mass status', settings.massStatusesPerMinute);
	else for (const { id, phone } of pairs) guard.pass(`status ${id} ${phone}`, settings.statusesPerMinute);
	const detail = params.get('all') || '0';
	const rows = pairs.map((pair) => ({ ...stateOf(pair, detail, service), ...(isMass ? { id: numeric(pair.id), phone: pair.phone } : {}) }));
	return { json: isMass ? rows : rows[0], ...(isMass ? {} : wordsOf(rows[0])), recipients: pairs.length };
}

/** The newest message with this id to this recipient. */
export function find({ phones }: Service, id: string, written: string): Sms | undefined {
	const to = readPhone(written) ?? written;
	phones.advance();
	return phones.received(to, -Infinity).findLast((sms) => sms.id === id && !sms.deleted);
}

/** The vendor's code for how far a message has got, and the error beside it. */
export function stateCode(sms: Sms): { status: number; err?: number } {
	const { status: stage, end } = sms;
	const isOver = stage === 'undelivered' || stage === 'delivered';
	if (end && isOver) return { status: end.status, err: end.error };
	return { status: STAGE_CODES[stage], ...(sms.type === 4 || sms.type === 5 ? { err: 0 } : {}) };
}

export const statusName = (code: number): string => NAMES[code] ?? 'Неизвестно';

/** An id as JSON shows it: a number where it is one. */
export const numeric = (id: string): number | string => (/^\d+$/.test(id) ? Number(id) : id);

function remove(pairs: Array<{ id: string; phone: string }>, service: Service): Result {
	const found = pairs.map(({ id, phone }) => find(service, id, phone));
	if (found.some((sms) => sms === undefined)) throw new Refusal(FAILED, { text: 'delete error' });
	for (const sms of found) sms!.deleted = true;
	return OK;
}

function stateOf({ id, phone }: { id: string; phone: string }, detail: string, service: Service): Record<string, unknown> {
	const sms = find(service, id, phone);
	if (sms === undefined) return { status: -3, last_date: '', last_timestamp: 0 };
	const { status: code, err } = stateCode(sms);
	return {
		status: code,
		last_date: moscowTime(sms.changedAt),
		last_timestamp: seconds(sms.changedAt),
		...(err === undefined ? {} : { err }),
		...(sms.type === 4 && code === 1 ? HLR_FACTS : {}),
		...(detail === '0' ? {} : details(sms, code)),
		...(detail === '2' ? { country: 'Россия', operator: 'МТС', region: 'Москва' } : {}),
	};
}

const HLR_FACTS = { imsi: '250011234567890', msc: '79168999100', mcc: '250', mnc: '01', cn: 'Russia', net: 'MTS', rcn: '', rnet: '' };

export function details(sms: Sms, code: number): Record<string, unknown> {
	const sent = sms.deliverAt ?? sms.acceptedAt;
	return {
		send_date: moscowTime(sent),
		send_timestamp: seconds(sent),
		phone: sms.to,
		cost: money(sms.cost),
		sender_id: sms.type === 4 ? 'HLR' : sms.from,
		status_name: statusName(code),
		message: sms.text,
		...(sms.type === undefined ? {} : { type: sms.type }),
	};
}

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

function wordsOf(row: Record<string, unknown>): Pick<Result, 'text' | 'numbers'> {
	const { status: code, last_date: date, last_timestamp: time, err = 0 } = row;
	return { text: `Status = ${code}, check_time = ${date}`, numbers: `${code},${time},${err}` };
}

/** The lists of a call as days, numbers and the like. */
export const phonesOf = (params: Params): string[] => listed(params.get('phone')).map((written) => readPhone(written) ?? written);
