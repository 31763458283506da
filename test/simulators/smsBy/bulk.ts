import { randomUUID } from 'node:crypto';

import type { Call } from '../kit/call.ts';
import { textParam, type Form, type FormValue } from '../kit/form.ts';
import { Refusal, incorrect, notFound, type Result } from './answers.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { alphanameOf, meetOddNumber, pay, phoneOf, required, weighed } from './reading.ts';
import type { Service, Sms } from './service.ts';
import type { Mailing } from './state.ts';
import { readSeconds, writtenFinely } from './times.ts';
import { statusOf } from './quick.ts';

/** One mailing of the request, read and found right. */
interface Order {
	name: string;
	alphaname: string;
	from: string;
	deliverAt?: number;
	deliveries: Array<{ phone: string; text: string }>;
}

/**
 * `sendBulkSms`: several mailings in one request. What is wrong with the request refuses all of it; what is wrong with
 * a number shows in its status later. The document's sample is no JSON to the letter, so any encoding of its array is taken.
 */
export function sendBulkSms(call: Call, service: Service): Result {
	const { params } = call;
	if (params.callback_url === undefined) throw incorrect();
	const orders = listIn(params, 'messages').map((message) => readOrder(message, service));
	const uuid = randomUUID();
	const mailings = orders.map((order) => carryOut(order, uuid, service));
	service.state.bulks.set(uuid, { mailings });
	return { value: { uuid, success: 'OK' }, recipients: orders.flatMap(({ deliveries }) => deliveries).length };
}

/** `statusBulkSms`: every number by mailing. The key of the failures (`errors`) is an assumption. */
export function statusBulkSms({ params }: Call, service: Service): Result {
	const uuid = required(params, 'uuid');
	return { value: bulkStatus(uuid, service) };
}

/** The answer of `statusBulkSms`. */
export function bulkStatus(uuid: string, { state, phones }: Service): unknown {
	const bulk = state.bulks.get(uuid);
	if (bulk === undefined) throw notFound();
	if (bulk.printed !== undefined) return bulk.printed;
	const messages = phones.list().filter((sms) => sms.bulk === uuid);
	return bulk.mailings.map((mailing) => ({
		message_id: mailing.id,
		name: mailing.name,
		alphaname_id: mailing.alphaname,
		success: messages.filter(({ campaign }) => campaign === mailing.id).map(delivery),
		...(mailing.errors.length > 0 ? { errors: mailing.errors } : {}),
	}));
}

function delivery(sms: Sms): object {
	return { delivery_id: Number(sms.id), phone: sms.to, status: statusOf(sms), status_time: writtenFinely(sms.changedAt) };
}

function listIn(form: Form, name: string): FormValue[] {
	const value = form[name];
	const list = typeof value === 'object' ? Object.values(value) : [];
	if (list.length === 0) throw incorrect();
	return list;
}

function readOrder(message: FormValue, service: Service): Order {
	if (typeof message === 'string') throw incorrect();
	const type = required(message, 'message_type');
	if (type !== 'bulk' && type !== 'personal') throw incorrect();
	const list = listIn(message, 'delivery_list');
	const text = type === 'bulk' ? required(message, 'text') : '';
	const schedule = textParam(message, 'schedule_time');
	const deliverAt = readSeconds(schedule);
	if (schedule !== '' && deliverAt === undefined) throw incorrect();
	const alphaname = textParam(message, 'alphaname_id') || '0';
	return {
		name: textParam(message, 'name'),
		alphaname,
		from: alphanameOf(alphaname, service),
		...(deliverAt !== undefined && deliverAt > service.now() ? { deliverAt } : {}),
		deliveries: list.map((one) => (type === 'bulk' ? { phone: plain(one), text } : personal(one))),
	};
}

function plain(one: FormValue): string {
	if (typeof one === 'string') return one;
	throw incorrect();
}

function personal(one: FormValue): { phone: string; text: string } {
	if (typeof one === 'string') throw incorrect();
	return { phone: required(one, 'phone'), text: required(one, 'text') };
}

function carryOut(order: Order, uuid: string, service: Service): Mailing {
	const { name, alphaname, from, deliverAt } = order;
	const mailing: Mailing = { id: service.state.next.campaign++, name, alphaname: Number(alphaname), errors: [] };
	for (const { phone, text } of order.deliveries) {
		try {
			const to = phoneOf(phone);
			const weight = weighed(text, service);
			meetOddNumber(to);
			pay(weight.cost, service);
			const id = String(service.state.next.delivery++);
			const fate = ODD_NUMBERS.get(to)?.fate;
			// checkSMS is documented for the ids of other sends, so these are kept apart.
			service.phones.add({ id, key: `bulk-${id}`, to, from, ...weight, deliverAt, fate, campaign: mailing.id, bulk: uuid });
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			mailing.errors.push({ phone, error: error.message });
		}
	}
	return mailing;
}
