import type { INodeProperties } from 'n8n-workflow';

import { phoneEntry, phoneField, type PhoneEntry } from '../../../shared/sms/entries';
import type { FormFields, Operation } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { call, makes, pair } from '../../vendor';

interface BanEntry extends PhoneEntry {
	kind: FormFields;
}

const kindField: INodeProperties = {
	displayName: 'Blocks',
	name: 'kind',
	type: 'options',
	options: [
		{ name: 'All Messages', value: '0' },
		{ name: 'Mailings', value: '1' },
		{ name: 'Single Messages', value: '2' },
	],
	default: '0',
	description: 'Which messages the number does not get any more',
};

/** Puts a number on the blacklist (phones.php with add_black=1, known from public sources). */
export const create: Operation<BanEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Add a number to the blacklist',
	description: 'Add a number that must not get messages',
	effect: 'write',
	fields: [phoneField, kindField],
	entries: (parameters) => [{ ...phoneEntry(parameters, 'RU'), kind: pair('type', asText(parameters.get('kind'))) }],
	pack: ([{ to, kind }]) => call('phones', [['add_black', '1'], ['phone', to], ...kind]),
	unpack: makes(({ to }) => ({ phone: to, success: true })),
};
