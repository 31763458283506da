import type { INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import { InputError } from '../../../shared/errors';
import { checkRecipients, maximumRecipientsOption, messageField, senderField } from '../../../shared/sms/message';
import type { Entry, FormFields, Operation, Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { SEND_CODES } from '../../codes';
import { call, makes, pair, wired } from '../../vendor';
import { channelNamed } from '../message/channels';
import { timeOptions } from '../message/options';
import { checkedText } from '../message/commands';
import { recipientFields } from '../message/recipientFields';
import { recipientsOf } from '../message/recipients';
import { scheduleOf, unixTime } from '../message/schedule';
import { settingsOf } from '../message/settings';
import { textOption } from '../options';

interface MailingEntry extends Entry {
	name: string;
	form: FormFields;
}

const fields: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', required: true, default: '', placeholder: 'e.g. Spring sale', description: 'How you find the mailing again' },
	...recipientFields,
	{ ...messageField, required: false, description: 'Text of the SMS. Leave it empty to use the option "Template ID".' },
	senderField('searchSenders', 'Registered sender name. Empty means the default sender of the account.'),
];

const options: INodeProperties[] = [
	...timeOptions,
	maximumRecipientsOption,
	{
		displayName: 'Repeat',
		name: 'repeat',
		type: 'options',
		options: [
			{ name: 'By Hand', value: '0' },
			{ name: 'Every Day', value: '2' },
			{ name: 'Every Hour', value: '1' },
			{ name: 'Every Month', value: '6' },
			{ name: 'Every Week', value: '5' },
			{ name: 'Every Weekend', value: '4' },
			{ name: 'Every Working Day', value: '3' },
			{ name: 'Every Year', value: '7' },
		],
		default: '0',
		description: 'When the mailing is sent again',
	},
	textOption('Repetitions', 'repetitions', 'How the repetition is counted (the vendor’s parameter rptn), as the SMSC account explains it'),
	textOption('Template ID', 'templateId', 'ID of the template that gives the text', 'e.g. 1'),
];

/** Makes a mailing, at once or repeated (jobs.php with add=1, known from public sources; takes send.php's parameters, too). */
export const create: Operation<MailingEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a mailing',
	description: 'Send a mailing to many numbers or groups, once or again and again',
	effect: 'write',
	fields,
	options,
	entries: (parameters) => [{ name: required(parameters, 'name', 'Name'), form: [...contentOf(parameters), ...settingsOf(parameters), ...whenOf(parameters)] }],
	pack: ([{ name, form }]) => call('jobs', [['add', '1'], ['name', name], ...form]),
	unpack: makes(({ name }) => ({ name, success: true }), SEND_CODES),
};

function contentOf(parameters: Parameters): FormFields {
	const recipients = recipientsOf(parameters, channelNamed('sms'));
	const wrong = recipients.find((to) => to instanceof InputError);
	if (wrong) throw wrong;
	checkRecipients(parameters, recipients.length);
	const text = asText(parameters.get('message')) ?? '';
	const template = parameters.text('templateId');
	if (text.trim() === '' && !template) throw new InputError('Message', 'is empty', 'Enter a text, or add the option "Template ID".');
	return [
		['phones', recipients.map((to) => wired(to as string)).join(',')],
		...pair('mes', checkedText(text)),
		...pair('tpl', template),
		...pair('sender', parameters.text('from')),
		...pair('rpt', asText(parameters.get('repeat'))),
		...pair('rptn', parameters.text('repetitions')),
	];
}

function whenOf(parameters: Parameters): FormFields {
	const { moment, fixed = [] } = scheduleOf(parameters);
	return moment === undefined ? fixed : [['time', unixTime(moment)]];
}
