import type { INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { checkRecipients, maximumRecipientsOption } from '../../../shared/sms/limits';
import type { Entry, FormFields, Operation, Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { SEND_CODES } from '../../codes';
import { call, makes, pair, wired } from '../../vendor';
import { channelNamed, type Channel } from '../message/channels';
import { checkedText } from '../message/commands';
import { contentOf } from '../message/content';
import { senderOf } from '../message/entries';
import { callOptions, textOptions, timeOptions } from '../message/options';
import { recipientsOf } from '../message/recipients';
import { scheduleOf, timeForm } from '../message/schedule';
import { settingsOf } from '../message/settings';
import { optionalId, textOption } from '../options';
import { mailingFields } from './fields';

const MISTAKES = {
	noText: { what: 'is empty', remedy: 'Enter a text, or add the option "Template ID".' },
} satisfies Record<string, Mistake>;

interface MailingEntry extends Entry {
	name: string;
	form: FormFields;
}

const options: INodeProperties[] = [
	...timeOptions,
	...textOptions,
	...callOptions,
	maximumRecipientsOption,
	textOption('Template ID', 'templateId', 'ID of the template that gives the text', 'e.g. 1'),
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
	{
		...textOption('Fallback Text', 'fallbackText', 'Text of the SMS that goes out where Viber does not reach somebody (the vendor’s parameter mes2)', 'e.g. Your order is ready'),
		displayOptions: { show: { '/channel': ['viber'] } },
	},
	{
		...textOption('Fallback Sender', 'fallbackSender', 'Sender name of the SMS that goes out where Viber does not reach somebody (the vendor’s parameter sender2)', 'e.g. MyShop'),
		displayOptions: { show: { '/channel': ['viber'] } },
	},
];

/** Makes a mailing, at once or repeated (jobs.php with add=1, known from public sources; takes send.php's parameters and flags, too). */
export const create: Operation<MailingEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a mailing',
	description: 'Send a mailing to many numbers or groups, once or again and again',
	effect: 'write',
	audience: ({ form }) => Object.fromEntries(form).phones,
	fields: mailingFields,
	options,
	entries: (parameters) => [{ name: required(parameters, 'name', 'Name'), form: [...formOf(parameters), ...settingsOf(parameters), ...timeForm(scheduleOf(parameters))] }],
	pack: ([{ name, form }]) => call('jobs', [['add', '1'], ['name', name], ...form]),
	unpack: makes(({ name }) => ({ name, success: true }), SEND_CODES),
};

function formOf(parameters: Parameters): FormFields {
	const channel = channelNamed(parameters.get('channel'));
	const recipients = recipientsOf(parameters, channel);
	const wrong = recipients.find((to) => to instanceof InputError);
	if (wrong) throw wrong;
	checkRecipients(parameters, recipients.length);
	const template = optionalId(parameters, 'templateId');
	return [
		...channel.flag,
		['phones', recipients.map((to) => wired(to as string)).join(',')],
		...pair('mes', textOf(parameters, channel, template)),
		...pair('tpl', template),
		...pair('sender', senderOf(parameters, channel.recipients === 'mail')),
		...pair('rpt', asText(parameters.get('repeat'))),
		...pair('rptn', parameters.text('repetitions')),
		...fallbackOf(parameters, channel),
	];
}

/** A template may stand for the text. */
function textOf(parameters: Parameters, channel: Channel, template?: string): string {
	const isEmpty = parameters.text('message') === '';
	if (isEmpty && template) return '';
	if (isEmpty && channel.hasParts) throw InputError.of('Message', MISTAKES.noText);
	return contentOf(parameters, channel, []);
}

/** What goes by SMS to those whom Viber does not reach. */
const fallbackOf = (parameters: Parameters, { value }: Channel): FormFields =>
	value === 'viber' ? [...pair('mes2', checkedText(parameters.text('fallbackText'), parameters.label('fallbackText'))), ...pair('sender2', parameters.text('fallbackSender'))] : [];
