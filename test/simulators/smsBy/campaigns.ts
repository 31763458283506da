import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { Refusal, incorrect, notFound, unixSeconds, type Result } from './answers.ts';
import { deliver } from './quick.ts';
import { alphanameOf, phoneOf, required, weighed, wholeNumber } from './reading.ts';
import type { Service } from './service.ts';
import type { Campaign } from './state.ts';
import { readMinutes, written } from './times.ts';

/** `createSmsMessage`: a text that is then sent to many, number by number. */
export function createSmsMessage({ params }: Call, service: Service): Result {
	const { state, settings, now } = service;
	const { text, parts } = weighed(required(params, 'message'), service);
	const id = textParam(params, 'alphaname_id');
	const name = alphanameOf(id, service);
	const alphaname = id === '' || id === '0' ? 'system' : name;
	const deliverAt = readTime(params, 'time');
	const same = [...state.campaigns.values()].find((one) => one.text === text && one.alphaname === alphaname);
	if (settings.refusesSameText && same) {
		throw new Refusal(`The same message exists with ID=${same.id}`, undefined, { message_id: same.id });
	}
	const campaign: Campaign = { id: state.next.campaign++, name: textParam(params, 'name'), text, parts, alphaname, createdAt: now(), deliverAt };
	state.campaigns.set(campaign.id, campaign);
	const time = deliverAt === undefined ? 0 : unixSeconds(deliverAt);
	return { value: { status: 'ok', parts, len: text.length, message_id: campaign.id, alphaname, time } };
}

/** A moment written as `YYYY-MM-DD HH:mm`. */
export function readTime(params: Form, name: string): number | undefined {
	const value = textParam(params, name);
	const moment = readMinutes(value);
	if (value !== '' && moment === undefined) throw incorrect();
	return moment;
}

/** `checkSMSMessageStatus`: the document shows no answer; this one is from a public client. */
export function checkSmsMessageStatus({ params }: Call, service: Service): Result {
	const campaign = campaignIn(params, service);
	return { value: { status: moderation(campaign, service), parts: campaign.parts, alphaname: campaign.alphaname } };
}

/** `sendSMS`: a campaign's text to one number, once the moderator has passed it. */
export function sendSms({ params }: Call, service: Service): Result {
	const campaign = campaignIn(params, service);
	const to = phoneOf(required(params, 'phone'));
	if (moderation(campaign, service) !== MODERATED) throw new Refusal('access denied');
	const { id, alphaname, deliverAt } = campaign;
	const ahead = deliverAt !== undefined && deliverAt > service.now() ? { deliverAt } : {};
	const sms = deliver({ to, from: alphaname, ...weighed(campaign.text, service), ...ahead, campaign: id }, service);
	return { value: { sms_id: Number(sms.id), status: 'NEW' }, recipients: 1 };
}

/** `getMessagesList`: the texts made so far. */
export function getMessagesList({ params }: Call, service: Service): Result {
	const rows = [...service.state.campaigns.values()].map((campaign) => ({
		message_id: campaign.id,
		message: campaign.text,
		parts: campaign.parts,
		d_create: written(campaign.createdAt),
		status: moderation(campaign, service),
	}));
	return { value: { result: page(rows, params) } };
}

/** `getSmsDeliveryList`: a campaign's recipients; numbers as numbers, statuses in small letters. */
export function getSmsDeliveryList({ params }: Call, service: Service): Result {
	const campaign = campaignIn(params, service);
	const sent = service.phones.list().filter((sms) => sms.campaign === campaign.id);
	const rows = sent.map((sms) => ({
		phone: Number(sms.to),
		status: sms.status === 'queued' ? 'new' : sms.status,
		d_sent: written(sms.changedAt),
	}));
	return { value: { result: page([...(campaign.printed ?? []), ...rows], params) } };
}

const MODERATED = 'moderated';

/** What a text is called before the moderator has seen it is not documented. */
export const moderation = ({ createdAt }: Campaign, { settings, now }: Service): string =>
	now() >= createdAt + settings.moderationSeconds * 1000 ? MODERATED : 'new';

function campaignIn(params: Form, { state }: Service): Campaign {
	const campaign = state.campaigns.get(Number(required(params, 'message_id')));
	if (campaign === undefined) throw notFound();
	return campaign;
}

/** `limit_rows` is required as soon as `limit_offset` is used. */
function page<T>(rows: T[], params: Form): T[] {
	const offset = textParam(params, 'limit_offset');
	if (offset !== '') required(params, 'limit_rows');
	const from = wholeNumber(params, 'limit_offset', 0, Infinity, 0);
	return rows.slice(from, from + wholeNumber(params, 'limit_rows', 1, Infinity, Infinity));
}
