import type { INodeProperties } from 'n8n-workflow';

import type { Entry } from '../../../shared/operation';

/** A sender by its name. */
export interface SenderEntry extends Entry {
	name: string;
}

export const senderNameField: INodeProperties = {
	displayName: 'Sender Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Up to 11 Latin letters, digits and signs, or up to 15 digits',
};
