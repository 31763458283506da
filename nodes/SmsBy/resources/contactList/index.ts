import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { getAll } from './getAll';
import { importContacts } from './importContacts';

export const contactList: Resource = { value: 'contactList', name: 'Contact List', operations: [getAll, create, importContacts] };
