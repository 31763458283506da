import { accountField } from '../fields';

export const contactListField = accountField(
	{ displayName: 'Contact List', name: 'list', required: true, description: 'List of contacts in your SMS.by account' },
	'searchContactLists',
	'e.g. 3434',
);
