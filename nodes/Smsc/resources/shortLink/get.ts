import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import type { FormFields, Operation, Parameters, Reply } from '../../../shared/operation';
import { asNumber, asText, unexpectedReply, filled } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';
import { rowId, type RowEntry } from '../options';

const MISTAKES = {
	noLink: { what: '"{link}" is not a full address', remedy: 'Enter the address as it stands in the text, e.g. https://example.com/order.' },
} satisfies Record<string, Mistake>;

const byField: INodeProperties = {
	displayName: 'Look Up By',
	name: 'by',
	type: 'options',
	options: [
		{ name: 'ID', value: 'id', description: 'The ID of the short link' },
		{ name: 'Link', value: 'link', description: 'The whole address, as it stood in the text' },
	],
	default: 'link',
	description: 'How to tell which link is meant',
};

const linkField: INodeProperties = {
	displayName: 'Link',
	name: 'link',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/order',
	description: 'Address that was shortened, whole',
	displayOptions: { show: { by: ['link'] } },
};

const idField: INodeProperties = {
	displayName: 'Short Link ID',
	name: 'shortLinkId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1234',
	description: 'ID that SMSC gave to the short link when it made it',
	displayOptions: { show: { by: ['id'] } },
};

/** How often a link was opened that SMSC has shortened (tinyurls.php with get=1, known from the vendor's page in public archives). */
export const get: Operation<RowEntry> = {
	value: 'get',
	name: 'Get',
	action: 'Get the clicks of a short link',
	description: 'Get how often a link was opened that "Shorten Links" has shortened',
	effect: 'read',
	fields: [byField, linkField, idField],
	entries: (parameters) => {
		const more = linkOf(parameters);
		return [{ to: more[0][1], more }];
	},
	pack: ([{ more }]) => call('tinyurls', [['get', '1'], ...more]),
	unpack: answers(clicks),
};

/** @throws {InputError} when it is no address */
function linkOf(parameters: Parameters): FormFields {
	if (parameters.get('by') === 'id') return [['id', rowId(parameters, idField)]];
	const link = required(parameters, linkField.name, linkField.displayName);
	if (/^\w+:\/\/\S+$/.test(link)) return [['link', link]];
	throw InputError.of(linkField.displayName, MISTAKES.noLink, { link });
}

/** The counters have names on the vendor's page; what else comes passes through. */
function clicks(answer: IDataObject, _entry: RowEntry, reply: Reply): IDataObject[] {
	const { id, cnt, cnt_mon: month, cnt_day: today, cnt_yes: yesterday, ...rest } = answer;
	if (asNumber(cnt) === undefined) throw unexpectedReply(reply, 'its answer holds no number of clicks');
	return [
		filled({
			id: asText(id),
			clicks: asNumber(cnt),
			clicksToday: asNumber(today),
			clicksYesterday: asNumber(yesterday),
			clicksThisMonth: asNumber(month),
			...rest,
		}),
	];
}
