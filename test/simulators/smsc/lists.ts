import { FAILED, FORBIDDEN, NOT_FOUND, OK, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import { actionOf, drop, existing, fieldsOf, found, hasId, needed } from './book.ts';
import type { Params } from './params.ts';
import type { Row, Service } from './service.ts';
import { moscowTime, readDay, readTime, readZone } from './times.ts';

type Action = (params: Params, service: Service) => Result;

const TEMPLATE_FORMATS = ['', 'sms', 'flash', 'bin', 'push', 'mms', 'call', 'mail', 'viber'];

// Written as `msg`, read as `message`.
const templateFields = (params: Params): Row => ({
	...fieldsOf(params, ['name', 'format', 'sender']),
	...(params.has('msg') ? { message: params.get('msg') } : {}),
});

const TEMPLATES: Record<string, Action> = {
	add: (params, { settings, next }) => {
		needed(params, 'name');
		needed(params, 'msg');
		if (!TEMPLATE_FORMATS.includes(params.get('format'))) throw new Refusal(PARAMETERS_ERROR);
		const template = { id: next(), ...templateFields(params) };
		settings.templates.push(template);
		return { json: { id: template.id } };
	},
	chg: (params, { settings }) => {
		Object.assign(existing(settings.templates, hasId(needed(params, 'id'))), templateFields(params));
		return OK;
	},
	del: (params, { settings }) => drop(settings.templates, existing(settings.templates, hasId(needed(params, 'id')))),
	get: (_params, { settings }) => found(settings.templates),
};

/** `templates.php`: the account's own message templates. */
export const templates = (params: Params, service: Service): Result => actionOf(TEMPLATES, params, service);

const SENDER_NAME = /^([A-Za-z0-9 ._&!-]{1,11}|\d{5,15})$/;

const isSender = (params: Params) => (row: Row) =>
	params.has('id') ? hasId(params.get('id'))(row) : row.sender === needed(params, 'sender');

function numberIn(params: Params): string {
	const number = needed(params, 'sender');
	if (!/^\d{5,15}$/.test(number)) throw new Refusal(PARAMETERS_ERROR);
	return number;
}

const SENDERS: Record<string, Action> = {
	add: (params, { settings, next }) => {
		const sender = needed(params, 'sender');
		if (!SENDER_NAME.test(sender)) throw new Refusal(PARAMETERS_ERROR);
		const row = { id: next(), sender, ...fieldsOf(params, ['cmt', 'site', 'inn']) };
		settings.senders.push(row);
		return { json: { id: row.id } };
	},
	chg: (params, { settings }) => {
		Object.assign(existing(settings.senders, isSender(params)), fieldsOf(params, ['cmt', 'site', 'inn']));
		return OK;
	},
	// PUBLIC, the calls only; that they are answered OK is an assumption. Only a sender of digits has a phone.
	send_code: (params, { settings, phones, next, now }) => {
		const number = numberIn(params);
		const code = settings.senderCode;
		settings.askedCodes[number] = code;
		const id = String(next());
		phones.add({ id, key: id, number: Number(id), to: number, text: `Code ${code}`, from: 'SMSC.RU', parts: 1, cost: 0, params: {}, files: [], deliverAt: now() });
		return OK;
	},
	check_code: (params, { settings, next }) => {
		const number = numberIn(params);
		if (settings.askedCodes[number] === undefined || settings.askedCodes[number] !== needed(params, 'code')) {
			throw new Refusal(FAILED, { text: 'operation failed' });
		}
		delete settings.askedCodes[number];
		settings.senders.push({ id: next(), sender: number, cmt: '' });
		return OK;
	},
	del: (params, { settings }) => drop(settings.senders, existing(settings.senders, isSender(params))),
	get: (params, { settings, guard }) => {
		guard.pass(`senders ${JSON.stringify(params.rest())}`, settings.identicalListsPerMinute);
		return found(settings.senders);
	},
};

/** `senders.php`: the names that messages may come from. */
export const senders = (params: Params, service: Service): Result => actionOf(SENDERS, params, service);

const MAILING_FIELDS = [
	'name', 'phones', 'mes', 'list', 'tpl', 'sender', 'time', 'tz', 'rpt', 'rptn', 'mes2', 'sender2', 'subj', 'voice', 'param',
	'flash', 'viber', 'call', 'mail', 'mms', 'soc',
];

/** PUBLIC: mailings of e-mails are spoken of with `mail=1`, and the others without. */
const isOfKind = (params: Params) => (row: Row) => params.flag('mail') === (row.mail === '1');

const MAILINGS: Record<string, Action> = {
	add: (params, { settings, next, now }) => {
		needed(params, 'name');
		if (params.flag('mail') && !(params.has('subj') && params.has('sender'))) throw new Refusal(PARAMETERS_ERROR);
		const hasContent = params.has('list') || (params.has('phones') && (params.has('mes') || params.has('tpl')));
		if (!hasContent || !/^[0-7]?$/.test(params.get('rpt'))) throw new Refusal(PARAMETERS_ERROR);
		readTime(params.get('time'), readZone(params.get('tz')), now());
		if (settings.forbiddenWords.some((word) => params.get('mes').toLowerCase().includes(word))) throw new Refusal(FORBIDDEN);
		const id = next();
		settings.mailings.push({ id, ...fieldsOf(params, MAILING_FIELDS), state: 'planned', created: moscowTime(now()), at: now() });
		return { json: { id } };
	},
	cancel: (params, { settings }) => {
		existing(settings.mailings.filter(isOfKind(params)), hasId(needed(params, 'id'))).state = 'cancelled';
		return OK;
	},
	del: (params, { settings }) => drop(settings.mailings, existing(settings.mailings.filter(isOfKind(params)), hasId(needed(params, 'id')))),
	get: (params, { settings }) => found(settings.mailings.filter(isOfKind(params)).filter(hasId(needed(params, 'id'))).map(shown)),
	get_all: (params, { settings }) => {
		const start = readDay(params.get('start')) ?? -Infinity;
		const end = (readDay(params.get('end')) ?? Infinity) + 24 * 3_600_000;
		return found(settings.mailings.filter(isOfKind(params)).filter(({ at }) => Number(at) >= start && Number(at) < end).map(shown));
	},
};

const shown = ({ at: _at, ...row }: Row) => row;

/** `jobs.php`: mailings, once or repeated. */
export const jobs = (params: Params, service: Service): Result => actionOf(MAILINGS, params, service);

/** PUBLIC: the operators and kinds of messages that a template can be registered for. */
const OPERATOR_FLAGS = [
	'mts_srv', 'mts_auth', 'mts_trn', 'mega_srv', 'mega_auth', 'mega_trn', 'mega_adv', 'bee_srv', 'bee_trn', 'tele2_srv', 'tele2_trn',
	'motiv_srv', 'motiv_trn', 'soc',
];

/**
 * PUBLIC: the calls and their parameters, and that a list has a name (operator and kind of message) and an ID for each operator.
 * Their names in JSON, and that a creation is answered alike, are assumptions.
 */
const OPERATOR_TEMPLATES: Record<string, Action> = {
	add: (params, { settings, next }) => {
		const [sender, msg] = [needed(params, 'sender'), needed(params, 'msg')];
		const flags = OPERATOR_FLAGS.filter((flag) => params.flag(flag));
		if (flags.length === 0) throw new Refusal(PARAMETERS_ERROR);
		const rows = flags.map((name) => ({ id: next(), name, sender, msg }));
		settings.operatorTemplates.push(...rows);
		return { json: rows.map(({ id, name }) => ({ name, id })) };
	},
	get: (params, { settings }) => {
		const [sender, msg] = [needed(params, 'sender'), needed(params, 'msg')];
		return found(settings.operatorTemplates.filter((row) => row.sender === sender && row.msg === msg).map(({ id, name }) => ({ name, id })));
	},
};

/** `op_templates.php`: templates that operators approve. */
export const operatorTemplates = (params: Params, service: Service): Result => actionOf(OPERATOR_TEMPLATES, params, service);

/** `tinyurls.php`: how often a link was opened (PUBLIC: the vendor's page in archives names the counters). */
export const tinyUrls = (params: Params, service: Service): Result =>
	actionOf(
		{
			get: (_params, { settings }) => {
				const link = settings.links.find((one) => (params.has('id') ? hasId(params.get('id'))(one) : one.link === needed(params, 'link')));
				if (link === undefined) throw new Refusal(NOT_FOUND, { text: 'link not found' });
				const { link: _link, ...counters } = link;
				return { json: counters };
			},
		},
		params,
		service,
	);
