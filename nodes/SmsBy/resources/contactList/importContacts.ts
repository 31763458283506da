import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { mailAddress } from '../../../shared/sms/mail';
import { internationalNumber } from '../../../shared/sms/phone/number';
import { trimmed, written } from '../../../shared/sms/written';
import { done, type Entry, type FormFields, type Operation, type Parameters, type Reply, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { contentOf, post, single, unproven, verdicts } from '../../vendor';
import { phoneField, requiredId } from '../fields';
import { contactListField } from './field';
import { say, type Text } from '../../../shared/language/say';

const MISTAKES = {
	empty: { what: 'is empty', remedy: 'Enter a phone number or an e-mail address.' },
	noName: { what: 'has a field without a name', remedy: 'Enter its name, or correct the expression.' },
	twice: { what: 'names the field "{name}" twice', remedy: 'Phone and e-mail address have fields of their own above; name any other field once.' },
	tooMany: { what: 'are too many', remedy: 'A contact may have {most} fields.' },
} satisfies Record<string, Mistake>;

const MORE_FIELDS: Text = 'More Fields';

/** One of them, as errors call it. */
const MORE_FIELD: Text = 'More Fields, {name}';

/** What the node has fields of its own for. */
const OWN_FIELDS = ['phone', 'email'];

const MOST_CONTACTS = 500;
const MOST_FIELDS = 30;

/** One contact: its fields by their names. */
interface ContactEntry extends Entry {
	to: string;
	list: string;
	contact: Record<string, string>;
}

const fields: INodeProperties[] = [
	contactListField,
	{ ...phoneField, required: false, description: 'Phone number of the contact. A contact needs this or an e-mail address.' },
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@email.com',
		description: 'E-mail address of the contact',
	},
	{
		displayName: MORE_FIELDS,
		name: 'moreFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: 'Further fields of the list, e.g. a name',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. name', description: 'Name of the field' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', description: 'What it holds for this contact' },
				],
			},
		],
	},
];

/**
 * Adds contacts to a list, up to 500 in a request; one whose phone or e-mail is known already is updated
 * (importContacts, version 2; known from the vendor's public pages).
 */
export const importContacts: Operation<ContactEntry> = {
	value: 'importContacts',
	name: 'Import Contacts',
	action: 'Import contacts into a list',
	description: 'Add contacts to a list, or update them; each item is a contact',
	effect: 'write',
	fields,
	maxPerRequest: MOST_CONTACTS,
	batchKey: ({ list, contact }) => JSON.stringify([list, ...Object.keys(contact)]),
	entries: (parameters) => [contactEntry(parameters)],
	pack: (entries) => {
		const [{ list, contact }] = entries;
		const form: FormFields = [
			['list_id', list],
			...Object.keys(contact).map((name, place) => [`field_names[${place}]`, name] as [string, string]),
			...entries.flatMap((entry, index) =>
				Object.values(entry.contact).map((value, place) => [`data[${index}][${place}]`, value] as [string, string]),
			),
		];
		return post('importContacts', form, 'v2');
	},
	unpack,
};

function contactEntry(parameters: Parameters): ContactEntry {
	const list = requiredId(parameters, contactListField.name, contactListField.displayName);
	const typed = parameters.text('phone');
	const phone = typed === '' ? '' : internationalNumber(typed, 'BY', phoneField.displayName);
	const typedEmail = parameters.text('email');
	const email = typedEmail === '' ? '' : mailAddress(typedEmail, parameters.label('email'));
	if (phone === '' && email === '') throw InputError.of(phoneField.displayName, MISTAKES.empty);
	const contact = new Map(Object.entries({ ...(phone ? { phone } : {}), ...(email ? { email } : {}) }));
	for (const [name, value] of moreFields(parameters)) {
		if (contact.has(name) || OWN_FIELDS.includes(name)) throw InputError.of(MORE_FIELDS, MISTAKES.twice, { name });
		contact.set(name, value);
	}
	if (contact.size > MOST_FIELDS) throw InputError.of(MORE_FIELDS, MISTAKES.tooMany, { most: MOST_FIELDS });
	return { to: phone || email, list, contact: Object.fromEntries(contact) };
}

/**
 * The further fields, each with what it holds; an empty one makes the contact's field empty.
 * @throws {InputError} when one has no name, or is no text
 */
function moreFields(parameters: Parameters): Array<[name: string, value: string]> {
	const rows = (parameters.get('moreFields') as IDataObject | undefined)?.field;
	return (Array.isArray(rows) ? rows.filter(isObject) : []).map(({ name: typed, value }) => {
		const name = trimmed(typed, MORE_FIELDS);
		if (name === '') throw InputError.of(MORE_FIELDS, MISTAKES.noName);
		return [name, written(value, say(MORE_FIELD, { name }))];
	});
}

/**
 * The log names wrong contacts by their place. That places count from 0, as ours do, is an assumption: where the log
 * leaves a wrong contact unnamed, or names one that was not sent, those it may be are told as unclear.
 */
function unpack(reply: Reply, entries: ContactEntry[]): Verdict[] {
	let place = 0;
	return verdicts(reply, entries, (answer, { to }) => {
		const result = single(contentOf(answer));
		const index = place++;
		if (!isObject(result)) return unproven(answer);
		const [inserted, updated, invalid] = [result.inserted, result.updated, result.invalid].map((count) => (count === undefined ? 0 : asNumber(count)));
		if (inserted === undefined || updated === undefined || invalid === undefined) return unproven(answer);
		const log = logOf(result);
		if (log.has(index)) return wrong('it gave no reason', log.get(index), answer);
		if (invalid > 0 && invalid === entries.length) return wrong('it found the contact wrong', undefined, answer);
		if (inserted + updated <= 0 || [...log.keys()].filter((key) => key in entries).length < invalid) return unproven(answer);
		return done([{ to, success: true }], { to, ...result });
	});
}

/** The vendor's words on each wrong contact, by its place; none where it gives no reason. */
function logOf({ log }: IDataObject): Map<number, string | undefined> {
	const rows = Array.isArray(log) ? log.filter(isObject) : [];
	return new Map(rows.map(({ index, error_message: reason }) => [asNumber(index) ?? -1, asText(reason)?.trim() || undefined]));
}

/** @param ours what is said of a contact for which the vendor has no words */
const wrong = (ours: Text, vendorText: string | undefined, raw: unknown): Verdict => ({
	outcome: 'refused',
	problem: { kind: 'recipient', meaning: vendorText ?? ours, remedy: 'Check the phone number and the e-mail address.', ...(vendorText ? { vendorText } : {}) },
	raw,
});
