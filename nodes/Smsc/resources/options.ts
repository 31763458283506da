import type { INodeProperties } from 'n8n-workflow';

import { required, typedIds } from '../../shared/sms/entries';
import { InputError, type Mistake } from '../../shared/errors';
import type { Entry, FormFields, Parameters } from '../../shared/operation';
import { isNothing } from '../../shared/sms/blank';
import { readBirthday } from '../../shared/sms/dates';
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

/** Options that are more than a text, by the vendor's names. */
const READERS: Record<string, (parameters: Parameters, name: string) => string | undefined> = {
	grp: groups,
	bd: birthday,
};

/** The options that the user set, as form fields of the same names. */
export const optionFields = (parameters: Parameters, names: string[]): FormFields =>
	names.flatMap((name) => pair(name, READERS[name]?.(parameters, name) ?? parameters.text(name)));

/** A birthday as the vendor writes days, `dd.mm.yyyy`; nothing where none is set. */
function birthday(parameters: Parameters, name: string): string | undefined {
	const value = parameters.get(name);
	if (isNothing(value)) return undefined;
	const { zone, now } = parameters;
	return readBirthday(value, zone, parameters.label(name), now).split('-').reverse().join('.');
}

/** The ids of groups, separated by commas; a contact may be in several. */
function groups(parameters: Parameters, name: string): string {
	const value = parameters.get(name);
	const label = parameters.label(name);
	return isNothing(value) ? '' : typedIds(value, label).map((id) => checkedId(id, label)).join(',');
}

function checkedId(id: string | InputError, label: Text): string {
	if (id instanceof InputError) throw id;
	if (idOf(id)) return id;
	throw InputError.of(label, MISTAKES.noId, { id });
}

/** @throws {InputError} when there is one, and it is no id: several at once might be taken for many rows */
export function optionalId(parameters: Parameters, name: string): string | undefined {
	const id = tidied(parameters.text(name));
	return id === '' ? undefined : checkedId(id, parameters.label(name));
}

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
	return checkedId(tidied(required(parameters, name, displayName)), displayName);
}
