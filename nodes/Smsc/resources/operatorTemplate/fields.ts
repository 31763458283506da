import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import type { Entry, FormFields, Parameters } from '../../../shared/operation';
import { asText, filled } from '../../../shared/transport/replies';

/** A template as the operators know it: by its sender and its text. */
export interface TemplateEntry extends Entry {
	form: FormFields;
}

const senderField: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. MyShop',
	description: 'Sender name that the template is for',
};

const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Your code is %d',
	description: 'Text of the template, with the marks for what varies as the SMSC account explains them',
};

export const templateFields: INodeProperties[] = [senderField, textField];

export const templateForm = (parameters: Parameters): FormFields => [
	['sender', required(parameters, senderField.name, senderField.displayName)],
	['msg', required(parameters, textField.name, textField.displayName)],
];

/** What the vendor tells of a template at one operator; fields that are not known pass through. */
export function templateRow(row: IDataObject): IDataObject {
	const { id, name, ...rest } = filled(row);
	return { ...filled({ id: asText(id), name: asText(name) }), ...rest };
}
