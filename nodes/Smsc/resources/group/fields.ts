import type { INodeProperties } from 'n8n-workflow';

import { rowIdField } from '../options';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Customers',
	description: 'Name of the group',
};

export const idField = rowIdField('Group ID', 'groupId', 'Contact Group: Get Many');
