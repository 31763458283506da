import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { Refusal, bare, incorrect, money, notFound, unixSeconds, type Result } from './answers.ts';
import { readTime } from './campaigns.ts';
import { deliver } from './quick.ts';
import { alphanameOf, phoneOf, required, switchedOn, weighed } from './reading.ts';
import { rounded, type Service } from './service.ts';
import { PRINTED_HISTORY, type Campaign, type ContactList } from './state.ts';

/** "400 — Insufficient funds to continue" and "406 — Content not found". */
const NO_FUNDS = 400;
const NO_CONTENT = 406;

/** `sendSmsList`: prepares a mailing to a contact list. Its answer is not documented, only that it brings a `message_id`. */
export function sendSmsList({ params }: Call, service: Service): Result {
	const { state, now } = service;
	const name = required(params, 'name');
	const { text, parts } = weighed(required(params, 'message'), service);
	const list = Number(required(params, 'list_id'));
	if (!state.lists.has(list)) throw notFound();
	const alphaname = alphanameOf(required(params, 'alphaname_id'), service);
	required(params, 'd_schedule');
	const deliverAt = readTime(params, 'd_schedule');
	const id = state.next.campaign++;
	state.campaigns.set(id, { id, name, text, parts, alphaname, createdAt: now(), deliverAt, list, confirmed: false });
	return { value: { status: 'OK', message_id: id } };
}

/** `confirmSendMessageByList`: what the mailing would cost, or its start. The answer is not documented; 400 = no funds. */
export function confirmSendMessageByList({ params }: Call, service: Service): Result {
	const mailing = service.state.campaigns.get(Number(required(params, 'message_id')));
	const list = service.state.lists.get(mailing?.list ?? 0);
	if (mailing === undefined || list === undefined) throw notFound();
	required(params, 'confirm');
	const phones = phonesOf(list);
	const { text, cost } = weighed(mailing.text, service);
	const total = rounded(cost * phones.length);
	if (switchedOn(params, 'confirm') && !mailing.confirmed) {
		if (total > service.settings.balance) throw bare(NO_FUNDS);
		mailing.confirmed = true;
		const ahead = mailing.deliverAt! > service.now() ? { deliverAt: mailing.deliverAt } : {};
		const { id: campaign, alphaname: from, parts } = mailing;
		for (const to of phones) deliver({ to, from, text, parts, cost, campaign, ...ahead }, service);
	}
	const { id, name, parts, confirmed } = mailing;
	return {
		value: {
			status: 'OK',
			result: { message_id: id, name, parts, count_phones: phones.length, cost: money(total), confirm: confirmed ? 1 : 0 },
		},
		recipients: phones.length,
	};
}

/** `getSMSMessages`: every mailing of the account; 406 when the filter leaves none. */
export function getSmsMessages({ params }: Call, service: Service): Result {
	const type = textParam(params, 'type');
	if (type !== '' && type !== 'WEB' && type !== 'API') throw incorrect();
	const data = [PRINTED_HISTORY, ...[...service.state.campaigns.values()].map((one) => history(one, service))];
	const wanted = data.filter((row) => type === '' || row.type === type);
	if (wanted.length === 0) throw bare(NO_CONTENT);
	return { value: { status: 'success', data: wanted } };
}

function history(campaign: Campaign, { phones }: Service) {
	const sent = phones.list().filter((sms) => sms.campaign === campaign.id);
	const total = (pick: (sms: (typeof sent)[number]) => number) => sent.reduce((sum, sms) => sum + pick(sms), 0);
	return {
		id: campaign.id,
		name: campaign.name,
		d_create: unixSeconds(campaign.createdAt),
		d_schedule: unixSeconds(campaign.deliverAt ?? campaign.createdAt),
		type: 'API',
		parts: String(total(({ parts }) => parts)),
		count_phones: sent.length,
		status: 'NEW',
		sms_delivered: String(total(({ status }) => (status === 'delivered' ? 1 : 0))),
		cost: money(total(({ cost }) => cost)),
		alphaname: campaign.alphaname,
	};
}

/** `createSubscriberList` (v2). */
export function createSubscriberList({ params }: Call, { state }: Service): Result {
	const id = state.next.list++;
	state.lists.set(id, { name: required(params, 'name'), contacts: [] });
	return { value: { status: 'OK', result: { list_id: id } } };
}

/** `getSubscriberLists`: known by name only; the answer is an assumption. */
export function getSubscriberLists(_: Call, { state }: Service): Result {
	const result = [...state.lists].map(([list_id, { name, contacts }]) => ({ list_id, name, count: contacts.length }));
	return { value: { status: 'OK', result } };
}

const MOST_CONTACTS = 500;
const MOST_FIELDS = 30;

/** `importContacts` (v2): rows of fields; an existing phone or e-mail address is updated, a wrong one goes to the log. */
export function importContacts({ params }: Call, { state }: Service): Result {
	const list = state.lists.get(Number(required(params, 'list_id')));
	if (list === undefined) throw notFound();
	const names = Object.values(nested(params, 'field_names')).map(String);
	const rows = Object.entries(nested(params, 'data'));
	if (names.length > MOST_FIELDS) throw incorrect();
	if (rows.length === 0 || rows.length > MOST_CONTACTS) throw incorrect();
	if (!names.includes('phone') && !names.includes('email')) throw incorrect();

	const result = { inserted: 0, updated: 0, invalid: 0, log: [] as Array<{ index: number; error_message: string }> };
	for (const [index, row] of rows) {
		try {
			const contact = contactOf(names, row as Form);
			const known = list.contacts.find((one) => KEYS.some((key) => contact[key] && one[key] === contact[key]));
			if (known) Object.assign(known, contact);
			else list.contacts.push(contact);
			result[known ? 'updated' : 'inserted']++;
		} catch (error) {
			result.invalid++;
			result.log.push({ index: Number(index), error_message: (error as Error).message });
		}
	}
	return { value: { status: 'OK', result } };
}

const KEYS = ['phone', 'email'];

function contactOf(names: string[], row: Form): { [field: string]: string } {
	const contact = Object.fromEntries(names.map((name, place) => [name, textParam(row, String(place))]));
	if (contact.phone) contact.phone = phoneOf(contact.phone);
	if (contact.email && !isAddress(contact.email)) throw new Refusal('incorrect email');
	if (!contact.phone && !contact.email) throw new Refusal('The field phone or email is required.');
	return contact;
}

/** Nobody has an address that ends in `.invalid` (RFC 2606). */
const isAddress = (email: string): boolean => email.includes('@') && !email.endsWith('.invalid');

const nested = (params: Form, name: string): Form => (typeof params[name] === 'object' ? params[name] : {});

const phonesOf = ({ contacts }: ContactList): string[] => contacts.flatMap(({ phone }) => (phone ? [phone] : []));
