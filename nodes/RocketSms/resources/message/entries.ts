import type { INodeProperties } from 'n8n-workflow';

import type { InputError } from '../../../shared/errors';
import { notApprovedNotice, recipientsOf, senderField, senderName, messageText, toField } from '../../../shared/sms/message';
import { sendAtOf } from '../../../shared/sms/sendAt';
import type { Entry, FormFields, Parameters } from '../../../shared/operation';
import { contentFields, tagOf } from './template';

/** One text to one number, with what else is said of it. */
export interface MessageEntry extends Entry {
	to: string;
	/** The text, or a template's tag. */
	text: string;
	settings: FormFields;
	/** Milliseconds since 1970; nothing for at once. */
	sendAt?: number;
}

/** Parts that a joined SMS can have at all (3GPP TS 23.040); the vendor names no limit of its own. */
const MAX_PARTS = 255;

/** The fields of both sends. */
export const sendFields: INodeProperties[] = [
	{ ...toField, placeholder: 'e.g. +375 29 689 00 43', hint: 'RocketSMS ignores the blacklist and the enabled countries of your account here: they hold for its website only' },
	...contentFields,
	senderField(
		'searchSenders',
		'Sender name of the account. Empty means the default one. A name that is not approved yet is replaced by the default name of the account or of RocketSMS, without an error.',
	),
	notApprovedNotice('Until it is, the SMS goes out under the default name of the account or of RocketSMS.'),
];

/** The entries of one item: its text or template to each of its numbers. */
export function textEntries(parameters: Parameters, more: FormFields = []): Array<MessageEntry | InputError> {
	const text = tagOf(parameters) ?? messageText(parameters, MAX_PARTS);
	const sendAt = sendAtOf(parameters);
	const settings = [...senderOf(parameters), ...timestampOf(sendAt), ...more];
	return recipientsOf(parameters, 'BY').map((to) => (typeof to === 'string' ? { to, text, settings, sendAt } : to));
}

function senderOf(parameters: Parameters): FormFields {
	const sender = senderName(parameters);
	return sender ? [['sender', sender]] : [];
}

/** Unix seconds. What the vendor makes of a past time is not documented, so none is sent then. */
const timestampOf = (moment: number | undefined): FormFields => (moment === undefined ? [] : [['timestamp', String(Math.floor(moment / 1000))]]);
