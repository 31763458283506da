import type { INodeProperties } from 'n8n-workflow';

export const senderNameField: INodeProperties = {
	displayName: 'Sender Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Up to 11 Latin letters, digits and signs, or up to 15 digits',
};
