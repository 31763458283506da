import type { INodeProperties } from 'n8n-workflow';

import { messageField, senderField } from '../../../shared/sms/message';
import type { FormFields, Parameters } from '../../../shared/operation';
import { CHANNELS } from '../message/channels';
import { messageFields, shownAlsoFor } from '../message/fields';
import { recipientFields } from '../message/recipientFields';
import { rowEntry, rowIdField, type RowEntry } from '../options';

export const idField = rowIdField('Mailing ID', 'mailingId', 'Mailing: Create');

/** The channels whose flags jobs.php is known to take. */
const NAMES = ['sms', 'flash', 'viber', 'call', 'email', 'mms', 'social'];

export const MAILING_CHANNELS = CHANNELS.filter(({ value }) => NAMES.includes(value));

const on = (channel: string[]) => ({ displayOptions: { show: { channel } } });
const toPhones = NAMES.filter((name) => name !== 'email');

/** Fields of a message that a mailing has as they are: for e-mails and calls. */
const borrowed = (name: string, channel: string): INodeProperties[] =>
	messageFields.filter((field) => field.name === name && (field.displayOptions?.show?.channel as string[] | undefined)?.includes(channel));

/** What the user sees of a mailing: only what fits the chosen channel. */
export const mailingFields: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', required: true, default: '', placeholder: 'e.g. Spring sale', description: 'Name by which you find the mailing again' },
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		options: MAILING_CHANNELS.map(({ name, value, description }) => ({ name, value, description })),
		default: 'sms',
		description: 'The kind of messages; the fields below change with it',
	},
	...recipientFields.map((field) => shownAlsoFor(field, toPhones)),
	...borrowed('to', 'email'),
	{ ...messageField, required: false, description: 'Text of the messages. Leave it empty to use the option "Template ID".' },
	...borrowed('subject', 'email'),
	...borrowed('subject', 'mms'),
	{ ...senderField('searchSenders', 'Registered sender name. Empty means the default sender of the account.'), ...on(toPhones) },
	...borrowed('from', 'email'),
	...borrowed('voice', 'call'),
];

const emailOption: INodeProperties = {
	displayName: 'Email Mailing',
	name: 'isEmail',
	type: 'boolean',
	default: false,
	description: 'Whether it is a mailing of e-mails, which SMSC keeps apart',
};

/** The options by which mailings of e-mails are spoken of. */
export const emailOptions: INodeProperties[] = [emailOption];

/** `mail=1`, without which the vendor speaks of the other mailings only (its page, in public archives). */
export const emailForm = (parameters: Parameters): FormFields => (parameters.flag(emailOption.name) ? [['mail', '1']] : []);

/** The entry of an operation on one mailing. */
export const mailingEntry = (parameters: Parameters): RowEntry => rowEntry(parameters, idField, emailForm(parameters));
