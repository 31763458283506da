import { NOT_FOUND, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import type { Params } from './params.ts';
import { money, type Row, type Service, type Sms } from './service.ts';
import { details, numeric, phonesOf, seconds, stateCode } from './status.ts';
import { moscowTime, readDay } from './times.ts';

const DAY = 24 * 3_600_000;

/** Rows; what is no list answers as it is. */
type Selector = (params: Params, service: Service) => object[] | Record<string, unknown>;

const SELECTORS: Record<string, Selector> = {
	get_messages: getMessages,
	get_answers: getAnswers,
	get_stat: getStatistics,
	get_senders: (_params, { settings }) => settings.senders.map(({ sender }) => ({ sender })),
	// PUBLIC: a client that is tested against the live service reads `zones`; what stands in them is not known.
	get_price: () => ({ zones: [] }),
};

/** `get.php`: sent messages, incoming ones, statistics, prices; exactly one of them. Nothing found is an error. */
export function get(params: Params, service: Service): Result {
	const asked = Object.keys(SELECTORS).filter((name) => params.flag(name));
	if (asked.length !== 1) throw new Refusal(PARAMETERS_ERROR);
	service.guard.pass(`get ${JSON.stringify(params.rest())}`, service.settings.identicalListsPerMinute);
	const rows = SELECTORS[asked[0]](params, service);
	if (Array.isArray(rows) && rows.length === 0) throw new Refusal(NOT_FOUND, { text: 'no records' });
	return { json: rows };
}

/** Newest first; `prev_id` is the last row seen. */
function getMessages(params: Params, { phones }: Service): object[] {
	const start = readDay(params.get('start'));
	const end = readDay(params.get('end'));
	const wanted = phonesOf(params);
	const before = Number(params.get('prev_id') || Infinity);
	const most = Math.min(Number(params.get('cnt') || 1000), 1000);
	const isMail = params.get('format') === '8';
	return phones
		.list()
		.filter((sms) => !sms.deleted && sms.number < before && (sms.channel === 'mail') === isMail)
		.filter((sms) => (wanted.length === 0 || wanted.includes(sms.to)) && within(sms, start, end))
		.reverse()
		.slice(0, most)
		.map(historyRow);
}

const within = ({ acceptedAt }: Sms, start = -Infinity, end = Infinity) => acceptedAt >= start && acceptedAt < end + DAY;

function historyRow(sms: Sms): object {
	const { status, err = 0 } = stateCode(sms);
	return {
		id: numeric(sms.id),
		int_id: sms.number,
		status,
		last_date: moscowTime(sms.changedAt),
		last_timestamp: seconds(sms.changedAt),
		err,
		...details(sms, status),
		sms_cnt: sms.parts,
		mccmnc: '25001',
		operator: 'МТС',
	};
}

function getAnswers(params: Params, { settings, now }: Service): object[] {
	const hours = Number(params.get('hour') || 1);
	if (!(hours >= 1 && hours <= 168)) throw new Refusal(PARAMETERS_ERROR);
	const since = params.has('after_id') ? -Infinity : now() - hours * 3_600_000;
	return settings.inbox
		.filter(({ id, at }) => Number(id) > Number(params.get('after_id') || 0) && Number(at) > since)
		.filter(({ to_phone: to }) => !params.has('to_phone') || to === params.get('to_phone'))
		.slice(0, Number(params.get('cnt') || 10_000))
		.map(({ at: _at, ...row }) => row);
}

/** Puts a message into the inbox, as if a subscriber had written it. */
export function receive({ settings, next, now }: Service, { phone, mes, to }: Record<string, string>): Row {
	const at = now();
	const row = { id: next(), received: moscowTime(at), phone, message: mes, to_phone: to ?? '79991234567', sent: moscowTime(at), at };
	settings.inbox.push(row);
	return row;
}

function getStatistics(params: Params, { phones, settings, account }: Service): object[] {
	readDay(params.get('start'));
	readDay(params.get('end'));
	const sent = phones.list();
	const cost = sent.reduce((sum, sms) => sum + sms.cost, 0);
	return [{ login: account.login, cnt: sent.length, credit: money(cost), debit: money(0), currency: settings.currency }];
}
