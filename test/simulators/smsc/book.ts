import { FAILED, NOT_FOUND, OK, PARAMETERS_ERROR, Refusal, type Result } from './answers.ts';
import type { Params } from './params.ts';
import { readPhone } from './recipients.ts';
import type { Row, Service } from './service.ts';
import { listed } from './params.ts';

type Action = (params: Params, service: Service) => Result;

const CONTACT_FIELDS = ['name', 'grp', 'mail', 'lnm', 'fnm', 'mnm', 'fio', 'bd', 'myid', 'cmt', 'tags', 'pho'];

/** The action that a call asks for by a flag; exactly one. */
export function actionOf(actions: Record<string, Action>, params: Params, service: Service): Result {
	const asked = Object.keys(actions).filter((name) => !['', '0'].includes(params.raw(name)));
	if (asked.length !== 1) throw new Refusal(PARAMETERS_ERROR);
	return actions[asked[0]](params, service);
}

/** Rows as an answer; nothing found is an error. */
export function found(rows: object[]): Result {
	if (rows.length === 0) throw new Refusal(NOT_FOUND, { text: 'no records' });
	return { json: rows };
}

/** The value of a parameter that the action cannot do without. */
export function needed(params: Params, name: string): string {
	if (!params.has(name)) throw new Refusal(PARAMETERS_ERROR);
	return params.get(name);
}

/** The row that an action speaks of; none is a failure of the action. */
export function existing(rows: Row[], is: (row: Row) => boolean): Row {
	const row = rows.find(is);
	if (row === undefined) throw new Refusal(FAILED, { text: 'operation failed' });
	return row;
}

/** Takes rows out of a list in place. */
export function drop(rows: Row[], row: Row): Result {
	rows.splice(rows.indexOf(row), 1);
	return OK;
}

/** `phones.php`: contacts, their groups, the blacklist. */
export function book(params: Params, service: Service): Result {
	return actionOf(ACTIONS, params, service);
}

const ACTIONS: Record<string, Action> = {
	add: (params, { settings, next }) => {
		const contact = { int_id: next(), ...addressOf(params), ...fieldsOf(params, CONTACT_FIELDS) };
		settings.contacts.push(contact);
		return { json: { id: contact.int_id } };
	},
	chg: (params, { settings }) => {
		const contact = existing(settings.contacts, isAt(params));
		const moved = { ...(params.has('new_phone') ? { phone: phoneOf(params, 'new_phone') } : {}), ...fieldsOf(params, ['new_mail']) };
		Object.assign(contact, fieldsOf(params, CONTACT_FIELDS.filter((name) => name !== 'mail')), moved);
		return OK;
	},
	del: (params, { settings }) => drop(settings.contacts, existing(settings.contacts, isAt(params))),
	get: (params, { settings, guard }) => {
		guard.pass(`contacts ${JSON.stringify(params.rest())}`, settings.identicalListsPerMinute);
		const search = params.get('search').toLowerCase();
		return found(
			settings.contacts
				.filter(({ grp = '' }) => !params.has('grp') || String(grp).split(',').includes(params.get('grp')))
				.filter((row) => Object.values(row).some((value) => String(value).toLowerCase().includes(search)))
				.filter(({ int_id: id }) => Number(id) > Number(params.get('after_id') || 0))
				.slice(0, CONTACTS_PER_PAGE),
		);
	},
	add_group: (params, { settings, next }) => {
		const id = next();
		settings.groups.push({ id, name: needed(params, 'name'), num: Number(params.get('num') || id), type: Number(params.get('type') || 0) });
		return { json: { id } };
	},
	chg_group: (params, { settings }) => {
		existing(settings.groups, hasId(needed(params, 'grp'))).name = needed(params, 'name');
		return OK;
	},
	del_group: (params, { settings }) => drop(settings.groups, existing(settings.groups, hasId(needed(params, 'grp')))),
	get_group: (_params, { settings }) => found(settings.groups),
	move_group: (params, { settings }) => {
		const group = String(existing(settings.groups, hasId(needed(params, 'grp'))).id);
		const contact = existing(settings.contacts, isAt(params));
		const present = listed(String(contact.grp ?? '')).filter((one) => one !== group);
		// PUBLIC: a client that is tested against the live service moves (1), adds (2) and removes (3).
		const groups: Record<string, string[]> = { 1: [group], 2: [...present, group], 3: present };
		const after = groups[params.get('move_group')];
		if (after === undefined) throw new Refusal(PARAMETERS_ERROR);
		contact.grp = after.join(',');
		return OK;
	},
	add_black: (params, { settings, next }) => {
		settings.blacklist[phoneOf(params, 'phone')] = Number(params.get('type') || 0);
		return { json: { id: next() } };
	},
	del_black: (params, { settings }) => {
		const phone = phoneOf(params, 'phone');
		if (!Object.hasOwn(settings.blacklist, phone)) throw new Refusal(FAILED, { text: 'operation failed' });
		delete settings.blacklist[phone];
		return OK;
	},
};

// The size of a page is not documented; small enough for a test to need two.
const CONTACTS_PER_PAGE = 100;

export const hasId = (id: string) => (row: Row) => String(row.id) === id;

const isAt = (params: Params) => {
	const address = addressOf(params);
	return (row: Row) => Object.entries(address).every(([name, value]) => row[name] === value);
};

function addressOf(params: Params): Row {
	return params.has('phone') ? { phone: phoneOf(params, 'phone') } : { mail: needed(params, 'mail') };
}

function phoneOf(params: Params, name: string): string {
	const phone = readPhone(needed(params, name));
	if (phone === undefined) throw new Refusal(PARAMETERS_ERROR);
	return phone;
}

export const fieldsOf = (params: Params, names: string[]): Row =>
	Object.fromEntries(names.filter((name) => params.has(name)).map((name) => [name.replace(/^new_/, ''), params.get(name)]));
