import type { IDataObject } from 'n8n-workflow';

import { grouped } from '../../shared/grouped';
import { isoTime } from '../../shared/sms/dates';
import { messageResult } from '../../shared/sms/status';
import { done, type Entry, type Reply, type Request, type Verdict } from '../../shared/operation';
import { isObject, asText } from '../../shared/transport/replies';
import { STATUSES } from '../codes';
import { idOf, single, unproven, verdicts } from '../vendor';

/** SMS.by documents no bound of a bulk; this one is that of an import of contacts. */
export const MOST_PER_BULK = 500;

/** What the messages of one mailing have in common, in the vendor's own words. */
export interface Mailing {
	alphaname_id: string;
	name: string;
	message_type: 'bulk' | 'personal';
	schedule_time?: string;
}

/** One message of a mailing. */
export interface MailingEntry extends Entry {
	to: string;
	text: string;
	mailing: Mailing;
	/** When it is due, in milliseconds since 1970. */
	sendAt?: number;
	callbackUrl: string;
}

/** A receipt speaks of the whole request, so the same text to the same number goes in another one. */
export const sharing = {
	batchKey: ({ callbackUrl }: MailingEntry) => callbackUrl,
	conflictKey: ({ to, text }: MailingEntry) => `${to} ${text}`,
};

/** Several mailings in one request: messages with equal settings (and, in a bulk, equal texts) make one. */
export function packMailings(entries: MailingEntry[]): Request {
	const mailings = grouped(entries, ({ mailing, text }) => JSON.stringify(mailing.message_type === 'bulk' ? [mailing, text] : mailing));
	const messages = [...mailings.values()].map(written);
	return { path: '/api/v1/sendBulkSms', json: { callback_url: entries[0].callbackUrl, messages } };
}

function written(entries: MailingEntry[]): IDataObject {
	const [{ mailing, text }] = entries;
	if (mailing.message_type === 'bulk') return { ...mailing, text, delivery_list: entries.map(({ to }) => to) };
	return { ...mailing, delivery_list: entries.map((entry) => ({ phone: entry.to, text: entry.text })) };
}

/** One receipt for all: the uuid by which the outcomes are read later. */
export const receipts = (reply: Reply, entries: MailingEntry[]): Verdict[] =>
	verdicts(reply, entries, (answer, { to, sendAt }) => {
		const one = single(answer);
		const id = isObject(one) ? idOf(one.uuid) : undefined;
		if (!id || !isObject(one) || !isYes(one.success)) return unproven(answer, id);
		const state = messageResult({
			id,
			to,
			...(sendAt === undefined ? { status: STATUSES.NEW.status } : { status: 'scheduled', sendAt: isoTime(sendAt) }),
			vendorStatus: asText(one.success),
			vendorStatusText: 'Taken as a bulk mailing; "Bulk: Get Status" tells its outcome by this ID',
		});
		return done([state], { to, ...one });
	}, { proof: 'uuid' });

const isYes = (success: unknown): boolean => success === undefined || success === true || /^(ok|true|1)$/i.test(asText(success) ?? '');
