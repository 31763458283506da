import type { INodeProperties } from 'n8n-workflow';

import { required } from '../../shared/sms/entries';
import { InputError, type Mistake } from '../../shared/errors';
import type { Entry, FormFields, Parameters } from '../../shared/operation';
import { tidied } from '../../shared/sms/typing';
import { idOf, pair } from '../vendor';
import { say, type Text } from '../../shared/language/say';

const MISTAKES = {
	noId: { what: '"{id}" is not an ID', remedy: 'Enter one ID, as the account returned it.' },
	nothingToChange: { what: 'holds nothing to change', remedy: 'Add what is to change.' },
} satisfies Record<string, Mistake>;

/** A text option that goes to the vendor as it is, under its own parameter name. */
export const textOption = (displayName: string, name: string, description: string, placeholder?: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...(placeholder ? { placeholder } : {}),
	description,
});

/** The options that the user set, as form fields of the same names. */
export const optionFields = (parameters: Parameters, names: string[]): FormFields =>
	names.flatMap((name) => pair(name, parameters.text(name)));

/**
 * The options that are to change something.
 * @throws {InputError} when there are none
 */
export function changedFields(parameters: Parameters, names: string[]): FormFields {
	const fields = optionFields(parameters, names);
	if (fields.length > 0) return fields;
	throw InputError.of('Options', MISTAKES.nothingToChange);
}

/** A row of the account that is spoken of by its id. */
export interface RowEntry extends Entry {
	to: string;
	more: FormFields;
}

/** The field for the id of a row. */
export const rowIdField = (displayName: string, name: string, source: Text): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 1234',
	description: say('ID that "{source}" returned', { source: say(source) }),
});

/** The entry of an operation on one row; `to` is its id. */
export const rowEntry = (parameters: Parameters, field: INodeProperties, more: FormFields = []): RowEntry => ({
	to: rowId(parameters, field),
	more,
});

/** @throws {InputError} when it is no id: several at once might be taken for many rows */
export function rowId(parameters: Parameters, { name, displayName }: INodeProperties): string {
	const id = tidied(required(parameters, name, displayName));
	if (idOf(id)) return id;
	throw InputError.of(displayName, MISTAKES.noId, { id });
}
