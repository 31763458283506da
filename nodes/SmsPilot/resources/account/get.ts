import type { IDataObject } from 'n8n-workflow';

import { singleEntry } from '../../../shared/sms/entries';
import { done, type Operation } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { answerOf, call, unmentioned } from '../../vendor';

/** Facts about the account (API-2, `info`; official). The vendor says that their number varies; unknown ones are kept. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get the account',
	description: 'Get the contract, tariff, balance and senders of the account',
	effect: 'read',
	fields: [],
	entries: singleEntry,
	pack: () => call({ info: true }),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'info', (answer) => {
			const { info } = answer;
			return entries.map(() => (isObject(info) ? done([accountOf(info)], info) : unmentioned(answer)));
		}),
};

function accountOf(info: IDataObject): IDataObject {
	const { id, tariff_id: tariff, email, phone, balance, date, senders, ...more } = info;
	const { default_sender: sender, any_sender: any, ...others } = more;
	return {
		id: asText(id) ?? '',
		tariffId: asText(tariff) ?? '',
		email: asText(email) ?? '',
		phone: asText(phone) ?? '',
		balance: asNumber(balance) ?? null,
		currency: 'RUB',
		registered: asText(date) ?? '',
		senders: sendersOf(senders),
		defaultSender: asText(sender) ?? '',
		anySender: asText(any) === '1' || any === true,
		...others,
	};
}

/** Sender names; the vendor separates them by commas. */
export function sendersOf(senders: unknown): string[] {
	const names = Array.isArray(senders) ? senders.map((name) => asText(name) ?? '') : (asText(senders) ?? '').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}
