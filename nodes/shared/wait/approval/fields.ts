import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../operation';
import { messageField, toField } from '../../sms/message';
import { AS_TEXT, LANGUAGES } from './words';

/** The fields that a send has in common with all others, by the names that every vendor's node gives them. */
const CARRIED: Record<string, Partial<INodeProperties>> = {
	[toField.name]: { description: 'Phone number of the one person who decides, in the international form' },
	[messageField.name]: {
		placeholder: 'e.g. Give the refund for order 1024? {link}',
		description:
			'Text of the SMS. {link} stands for the link to the page with the buttons; without it the link comes at the end. A link has about 150 characters, which count like those of the text.',
	},
	from: {},
};

/** What the link costs, told where the text is written. */
const linkNotice: INodeProperties = {
	displayName: 'The link adds about 150 characters: with a Cyrillic text that makes 3 to 4 SMS parts, and you pay for each',
	name: 'linkNotice',
	type: 'notice',
	default: '',
};

/** Options that make no sense where somebody must receive the message: nobody would ever answer a rehearsal. */
const LEFT_OUT = ['dryRun'];

/** The fields of the vendor's send that its waiting sibling keeps, the first of each name, told for one recipient. */
export function carriedFields(fields: INodeProperties[]): INodeProperties[] {
	const shown = shownByDefault(fields, fields);
	return Object.entries(CARRIED).flatMap(([name, change]) =>
		shown
			.filter((field) => field.name === name)
			.slice(0, 1)
			.flatMap((field) => [{ ...field, ...change }, ...(name === messageField.name ? [linkNotice] : [])]),
	);
}

/** The options of the vendor's send that its waiting sibling keeps. */
export const carriedOptions = (options: INodeProperties[], fields: INodeProperties[]): INodeProperties[] =>
	shownByDefault(options, fields).filter(({ name }) => !LEFT_OUT.includes(name));

/** What is shown while all other fields have their defaults; then it no longer depends on them. */
function shownByDefault(some: INodeProperties[], fields: INodeProperties[]): INodeProperties[] {
	const defaultOf = (name: string) => fields.find((field) => field.name === name.replace(/^\//, ''))?.default;
	return some
		.filter(({ displayOptions }) =>
			Object.entries(displayOptions?.show ?? {}).every(([name, values]) => (values as unknown[]).includes(defaultOf(name))),
		)
		.map((field) => ({ ...field, displayOptions: undefined }));
}

/** What the page shows; names and meanings as in n8n's own "Send and Wait". */
const page: INodeProperties[] = [
	{
		displayName: 'Type of Approval',
		name: 'approvalType',
		type: 'options',
		options: [
			{ name: 'Approve and Disapprove', value: 'double' },
			{ name: 'Approve Only', value: 'single' },
		],
		default: 'single',
		description: 'Which buttons the page has',
	},
	{
		displayName: 'Approve Button Label',
		name: 'approveLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Approve',
		description: 'Empty means the usual word in the language of the page',
	},
	{
		displayName: 'Disapprove Button Label',
		name: 'disapproveLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Decline',
		description: 'Empty means the usual word in the language of the page',
		displayOptions: { show: { approvalType: ['double'] } },
	},
	{
		displayName: 'Page Language',
		name: 'pageLanguage',
		type: 'options',
		options: LANGUAGES,
		default: AS_TEXT,
		description: 'Language of what the page says around your text and your labels',
	},
];

export const approvalOptions: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add option',
	default: {},
	options: [{ displayName: 'Values', name: 'values', values: page }],
};

/**
 * Reads what the page will show before anything is sent: a page that cannot be shown is answered by nobody.
 * @throws {InputError} for a choice that is none, and for what cannot be worked out or is no text
 */
export function checkApprovalOptions(parameters: Parameters): void {
	const values = parameters.group(approvalOptions.name, 'values');
	for (const { name, type } of page) {
		if (type === 'options') values?.get(name);
		else values?.text(name);
	}
}
