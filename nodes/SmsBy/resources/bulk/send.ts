import type { INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { maximumPartsOption, messageField, recipientsOf, messageText } from '../../../shared/sms/message';
import { sendAtOf } from '../../../shared/sms/sendAt';
import { isWebAddress } from '../../../shared/sms/webAddress';
import type { Operation, Parameters } from '../../../shared/operation';
import { reportAddress, reportToTriggerOption } from '../../../shared/trigger/reportToTrigger';
import { localSeconds } from '../../times';
import { MAX_PARTS } from '../../vendor';
import { sendAtOption, senderField, senderOf, toField } from '../fields';
import { MOST_PER_BULK, packMailings, receipts, sharing, type Mailing, type MailingEntry } from '../mailings';

const MISTAKES = {
	twoAddresses: { what: 'is given, and "Report to Trigger" too', remedy: 'Remove one of the two options.' },
	notAddress: { what: '"{url}" is not a full address', remedy: 'Begin with https:// or http://.' },
} satisfies Record<string, Mistake>;

const nameField: INodeProperties = {
	displayName: 'Mailing Name',
	name: 'name',
	type: 'string',
	required: true,
	default: 'n8n',
	placeholder: 'e.g. mailing list 1',
	description: 'Name of the mailing in your SMS.by account. Items with the same name and settings make one mailing.',
};

const typeField: INodeProperties = {
	displayName: 'Mailing Type',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'Own Text for Each', value: 'personal', description: 'Every number gets a text of its own' },
		{ name: 'Same Text to All', value: 'bulk', description: 'One text goes to a list of numbers' },
	],
	default: 'bulk',
	description: 'Whether all numbers get the same text',
};

const callbackOption: INodeProperties = {
	displayName: 'Callback URL',
	name: 'callbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/sms/callback',
	description: 'Full address to which SMS.by reports what became of the messages',
};

/** Sends several mailings in one request (sendBulkSms). Each item adds its numbers and its text. */
export const send: Operation<MailingEntry> = {
	value: 'send',
	name: 'Send',
	action: 'Send a bulk mailing',
	description: 'Send many SMS, with one text or with a text for each number, in one request. Read the outcomes with "Get Status".',
	effect: 'write',
	isSend: true,
	fields: [toField, ...counted(messageField), senderField, typeField, nameField],
	options: [sendAtOption, maximumPartsOption, reportToTriggerOption('SMS.by Trigger'), callbackOption],
	maxPerRequest: MOST_PER_BULK,
	...sharing,
	entries: (parameters) => {
		const text = messageText(parameters, MAX_PARTS);
		const sendAt = sendAtOf(parameters);
		const common = { text, mailing: mailingOf(parameters, sendAt), sendAt, callbackUrl: callbackOf(parameters) };
		return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, ...common } : to));
	},
	pack: packMailings,
	unpack: receipts,
};

function mailingOf(parameters: Parameters, sendAt: number | undefined): Mailing {
	return {
		alphaname_id: senderOf(parameters),
		name: required(parameters, 'name', 'Mailing Name'),
		message_type: parameters.get('messageType') === 'personal' ? 'personal' : 'bulk',
		...(sendAt === undefined ? {} : { schedule_time: localSeconds(sendAt) }),
	};
}

/** SMS.by wants the parameter even when there is nobody to call. */
function callbackOf(parameters: Parameters): string {
	const typed = parameters.text('callbackUrl');
	const trigger = reportAddress(parameters, 'smsByTrigger', 'SMS.by Trigger');
	if (trigger && typed) throw InputError.of('Callback URL', MISTAKES.twoAddresses);
	const url = trigger ?? typed;
	if (url === '' || isWebAddress(url)) return url;
	throw InputError.of('Callback URL', MISTAKES.notAddress, { url });
}
