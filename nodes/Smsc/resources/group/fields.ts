import type { INodeProperties } from 'n8n-workflow';

import { rowIdField } from '../options';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Customers',
	description: 'How the group is called',
};

export const idField = rowIdField('Group ID', 'groupId', 'Contact Group: Get Many');
