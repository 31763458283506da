import type { IDataObject } from 'n8n-workflow';

import { once } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { isObject, numberOf, textOf } from '../../../shared/transport/replies';
import { answerOf, call, done, unmentioned } from '../../vendor';

/** Facts about the account (API-2, `info`; official). The vendor says that their number varies; unknown ones are kept. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get the account',
	description: 'Get the contract, tariff, balance and senders of the account',
	effect: 'read',
	fields: [],
	entries: once,
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
		id: textOf(id) ?? '',
		tariffId: textOf(tariff) ?? '',
		email: textOf(email) ?? '',
		phone: textOf(phone) ?? '',
		balance: numberOf(balance) ?? null,
		currency: 'RUB',
		registered: textOf(date) ?? '',
		senders: sendersOf(senders),
		defaultSender: textOf(sender) ?? '',
		anySender: textOf(any) === '1' || any === true,
		...others,
	};
}

/** Sender names; the vendor separates them by commas. */
export function sendersOf(senders: unknown): string[] {
	const names = Array.isArray(senders) ? senders.map((name) => textOf(name) ?? '') : (textOf(senders) ?? '').split(',');
	return names.map((name) => name.trim()).filter((name) => name !== '');
}
