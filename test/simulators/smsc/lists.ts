import { FORBIDDEN, OK, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
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

const SENDERS: Record<string, Action> = {
	add: (params, { settings, next }) => {
		const sender = needed(params, 'sender');
		if (!SENDER_NAME.test(sender)) throw new Refusal(PARAMETERS_ERROR);
		const row = { id: next(), sender, ...fieldsOf(params, ['cmt', 'site', 'inn']) };
		settings.senders.push(row);
		return { json: { id: row.id } };
	},
	chg: (params, { settings }) => {
		Object.assign(existing(settings.senders, isSender(params)), fieldsOf(params, ['cmt']));
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

const MAILING_FIELDS = ['name', 'phones', 'mes', 'list', 'tpl', 'sender', 'time', 'tz', 'rpt', 'rptn', 'mail'];

const MAILINGS: Record<string, Action> = {
	add: (params, { settings, next, now }) => {
		needed(params, 'name');
		const hasContent = params.has('list') || (params.has('phones') && (params.has('mes') || params.has('tpl')));
		if (!hasContent || !/^[0-7]?$/.test(params.get('rpt'))) throw new Refusal(PARAMETERS_ERROR);
		readTime(params.get('time'), readZone(params.get('tz')), now());
		if (settings.forbiddenWords.some((word) => params.get('mes').toLowerCase().includes(word))) throw new Refusal(FORBIDDEN);
		const id = next();
		settings.mailings.push({ id, ...fieldsOf(params, MAILING_FIELDS), state: 'planned', created: moscowTime(now()), at: now() });
		return { json: { id } };
	},
	cancel: (params, { settings }) => {
		existing(settings.mailings, hasId(needed(params, 'id'))).state = 'cancelled';
		return OK;
	},
	del: (params, { settings }) => drop(settings.mailings, existing(settings.mailings, hasId(needed(params, 'id')))),
	get: (params, { settings }) => found(settings.mailings.filter(hasId(needed(params, 'id'))).map(shown)),
	get_all: (params, { settings }) => {
		const start = readDay(params.get('start')) ?? -Infinity;
		const end = (readDay(params.get('end')) ?? Infinity) + 24 * 3_600_000;
		return found(settings.mailings.filter(({ at }) => Number(at) >= start && Number(at) < end).map(shown));
	},
};

const shown = ({ at: _at, ...row }: Row) => row;

/** `jobs.php`: mailings, once or repeated. */
export const jobs = (params: Params, service: Service): Result => actionOf(MAILINGS, params, service);
