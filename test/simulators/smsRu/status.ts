import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import type { Stage } from '../kit/phones.ts';
import { phpMap, refused, type Result } from './answers.ts';
import { CODE_TEXTS, OK } from './codes.ts';
import { unixSeconds, type Service, type Sms } from './service.ts';

const NOT_FOUND = -1;
const TOO_MANY = 213;
const MAX_IDS = 100;
const UNKNOWN_REASON = 107;

const STAGE_CODES: Record<Stage, number> = { queued: 100, sent: 102, delivered: 103, read: 110, undelivered: UNKNOWN_REASON };

/** The ids that the vendor's pages print, with the statuses and the price that they print. */
const PRINTED: { [id: string]: { code: number; cost: string } } = {
	'000000-10000000': { code: 103, cost: '0.50' },
	'000000-000001': { code: 103, cost: '0.50' },
	'000000-000002': { code: 104, cost: '0.50' },
};

/** The vendor's code for how far a message has got. */
export function statusCode({ status, failure }: Sms): number {
	return status === 'undelivered' ? (failure ?? UNKNOWN_REASON) : STAGE_CODES[status];
}

/** `/sms/status`: one id or up to 100. "OK" of an item says that the status was found, not that the message arrived. */
export function status({ params }: Call, service: Service): Result {
	const ids = textParam(params, 'sms_id').split(',').map((id) => id.trim()).filter((id) => id !== '');
	if (ids.length === 0) return refused(NOT_FOUND);
	if (ids.length > MAX_IDS) return refused(TOO_MANY);
	const found = ids.map((id): [string, Found] => [id, find(id, service)]);
	const codes = found.map(([, { status_code }]) => status_code);
	const [only] = codes;
	return {
		code: OK,
		// The page's sample ends with the balance; recorded answers have none.
		json: { sms: phpMap(found) },
		// Old text clients ask for one id and read its status in the first line.
		...(codes.length === 1 ? { textCode: only } : { lines: codes }),
		recipients: ids.length,
	};
}

interface Found {
	status: string;
	status_code: number;
	status_text: string;
	/** Roubles, as the text that live samples show. */
	cost?: string;
	send_time?: number;
	status_time?: number;
}

function find(id: string, { phones }: Service): Found {
	const sms = phones.get(id);
	if (sms) {
		const times = { send_time: unixSeconds(sms.deliverAt ?? sms.acceptedAt), status_time: unixSeconds(sms.changedAt) };
		return { ...found(statusCode(sms)), cost: sms.cost.toFixed(2), ...times };
	}
	if (Object.hasOwn(PRINTED, id)) return { ...found(PRINTED[id].code), cost: PRINTED[id].cost };
	return { status: 'ERROR', status_code: NOT_FOUND, status_text: CODE_TEXTS[NOT_FOUND] };
}

function found(code: number): Found {
	return { status: 'OK', status_code: code, status_text: CODE_TEXTS[code] };
}
