import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../shared/errors';
import { toField as anyToField } from '../../shared/sms/message';
import { sendAtOption as anySendAtOption } from '../../shared/sms/sendAt';
import { tidied } from '../../shared/sms/typing';
import type { Parameters } from '../../shared/operation';
import { phoneField as anyPhoneField } from '../../shared/sms/entries';
import type { Text } from '../../shared/language/say';

const MISTAKES = {
	notId: { what: '"{id}" is not an ID', remedy: 'Pick it from the list, or enter its number.' },
	empty: { what: 'is empty', remedy: 'Pick it from the list, or enter its number.' },
} satisfies Record<string, Mistake>;

const PLACEHOLDER = 'e.g. +375 29 999 99 99';

export const toField: INodeProperties = { ...anyToField, placeholder: PLACEHOLDER };

export const phoneField: INodeProperties = { ...anyPhoneField, placeholder: PLACEHOLDER };

/** A thing of the account that SMS.by knows by a number: picked from a list, or its ID typed. */
export const accountField = (
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>,
	searchListMethod: string,
	example: string,
): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select a ${field.displayName.toLowerCase()}…`,
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: example },
	],
});

/** The alpha name that the phone shows. SMS.by takes its number, never the name itself. */
export const senderField = accountField(
	{ displayName: 'Sender', name: 'from', description: 'Approved sender name (alpha name). Empty means the system’s own name.' },
	'searchSenders',
	'e.g. 1363',
);

/** The id of a thing picked or typed; '' where none is. */
export function pickedId(parameters: Parameters, name: string, label: Text): string {
	const id = tidied(parameters.text(name));
	if (/^\d*$/.test(id)) return id;
	throw InputError.of(label, MISTAKES.notId, { id });
}

/** @throws {InputError} when nothing is picked, or what is typed is no id */
export function requiredId(parameters: Parameters, name: string, label: Text): string {
	const id = pickedId(parameters, name, label);
	if (id === '') throw InputError.of(label, MISTAKES.empty);
	return id;
}

/** The id of the system's own name, which stands for "none" where SMS.by wants one. */
const SYSTEM_NAME = '0';

export const senderOf = (parameters: Parameters): string => pickedId(parameters, 'from', 'Sender') || SYSTEM_NAME;

/** Where the sender is optional: nothing at all without one. */
export const optionalSender = (parameters: Parameters): Record<string, string> => {
	const id = pickedId(parameters, 'from', 'Sender');
	return id === '' ? {} : { alphaname_id: id };
};

/** The option of the mailings that SMS.by keeps until their time. */
export const sendAtOption = anySendAtOption('SMS.by gets the time in Belarus (UTC+3).');

/** The field of the operations on one campaign. */
export const campaignField: INodeProperties = {
	displayName: 'Campaign ID',
	name: 'campaignId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 2604834',
	description: 'ID that "Campaign: Create" or "Campaign: Send to List" returned (message_id)',
};

export const campaignOf = (parameters: Parameters): string => requiredId(parameters, 'campaignId', 'Campaign ID');
