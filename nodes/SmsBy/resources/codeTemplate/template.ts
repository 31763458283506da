import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { done, type Entry, type Parameters, type Reply, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { timeOf } from '../../times';
import { single, unproven, verdicts } from '../../vendor';
import { accountField, requiredId } from '../fields';

/** How codes look: SMS.by calls it a password object. */
export interface TemplateEntry extends Entry {
	shape: { type_id: string; len: string };
}

export const templateField = accountField(
	{ displayName: 'Code Template', name: 'template', required: true, description: 'What the code looks like (see "Code Template")' },
	'searchCodeTemplates',
	'e.g. 243',
);

export const templateOf = (parameters: Parameters): string =>
	requiredId(parameters, templateField.name, templateField.displayName);

const LENGTH = 'Length';

export const shapeFields: INodeProperties[] = [
	{
		displayName: 'Characters',
		name: 'characters',
		type: 'options',
		options: [
			{ name: 'Digits', value: 'numbers' },
			{ name: 'Digits and Letters', value: 'both' },
			{ name: 'Letters', value: 'letters' },
		],
		default: 'numbers',
		description: 'What the code is made of',
	},
	{
		displayName: LENGTH,
		name: 'length',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 16 },
		default: 6,
		description: 'How many characters the code has, 1 to 16',
	},
];

export const shapeOf = (parameters: Parameters): TemplateEntry['shape'] => ({
	type_id: String(parameters.get('characters') ?? 'numbers'),
	len: String(parameters.number('length') ?? 6),
});

export const templateResult = (row: IDataObject): IDataObject => ({
	id: asText(row.id) ?? null,
	characters: asText(row.type_id) ?? '',
	length: asNumber(row.len) ?? null,
	createdAt: timeOf(row.d_create) ?? null,
});

/** `unpack` of a change: `{"result": "1"}` is the vendor's yes. */
export const changed =
	<T extends { to: string }>(result: (entry: T) => IDataObject) =>
	(reply: Reply, entries: T[]): Verdict[] =>
		verdicts(reply, entries, (answer, entry) => {
			const one = single(answer);
			const isDone = isObject(one) && (one.result === true || asText(one.result) === '1');
			return isDone ? done([result(entry)], answer) : unproven(answer);
		});
