import type { INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { InputError, type Mistake } from '../../../shared/errors';
import { messageField } from '../../../shared/sms/message';
import type { Parameters } from '../../../shared/operation';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Pick a template.' },
	notTag: { what: '"{tag}" is not the tag of a template', remedy: 'Use its tag, e.g. TPL_ID_1.' },
} satisfies Record<string, Mistake>;

/** A template's tag. Standing alone in the place of a text, it is replaced by the template (document, 1.1). */
const TAG = /^TPL_ID_\S+$/;

export const isTag = (text: string): boolean => TAG.test(text);

/** What a message says: a text, or a template of the account. */
export const contentFields: INodeProperties[] = [
	{
		displayName: 'Content',
		name: 'content',
		type: 'options',
		options: [
			{ name: 'Template', value: 'template', description: 'A text that is kept in the RocketSMS account' },
			{ name: 'Text', value: 'text', description: 'A text of your own' },
		],
		default: 'text',
		description: 'What to send: a text of your own or a template of the account',
	},
	...counted({ ...messageField, displayOptions: { show: { content: ['text'] } } }),
	{
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'Template of the RocketSMS account',
		displayOptions: { show: { content: ['template'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a template…',
				typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
			},
			{ displayName: 'By Tag', name: 'tag', type: 'string', placeholder: 'e.g. TPL_ID_1' },
		],
	},
];

/**
 * The tag of the chosen template, or nothing where a text was chosen.
 * @throws {InputError} when it is none: it would be sent, and paid for, as a text
 */
export function tagOf(parameters: Parameters): string | undefined {
	if (parameters.get('content') !== 'template') return undefined;
	const tag = parameters.text('template');
	if (tag === '') throw InputError.of('Template', MISTAKES.empty);
	if (!isTag(tag)) throw InputError.of('Template', MISTAKES.notTag, { tag });
	return tag;
}
