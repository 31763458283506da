import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { TRIGGER_PATH } from '../parameters/triggerAddresses';
import type { PushSource } from './source';

/**
 * The address of a vendor's trigger. n8n answers when the run has been handed over, and then with `responseData`: what
 * `webhook` returns as its response does not come through.
 */
export const triggerWebhook = ({ methods, answer }: PushSource): IWebhookDescription => ({
	name: 'default',
	httpMethod: methods.join(','),
	responseMode: 'onReceived',
	responseData: answer,
	path: TRIGGER_PATH,
	// The panel has room for one method.
	ndvHideMethod: methods.length > 1,
});

/** All fields of a vendor's trigger, made from its source. */
export function triggerProperties({ kinds, fields = [], instructions }: Pick<PushSource, 'kinds' | 'fields' | 'instructions'>): INodeProperties[] {
	return [
		...(instructions ? [notice(instructions)] : []),
		{
			...TRIGGER_ON,
			options: kinds.map(({ value, name, description }) => ({ value, name, description })),
			default: kinds.map(({ value }) => value),
		},
		...(kinds.some(({ hasStates }) => hasStates) ? [FINAL_ONLY] : []),
		...fields,
		OUTPUT,
	];
}

const notice = (text: string): INodeProperties => ({ displayName: text, name: 'instructions', type: 'notice', default: '' });

const TRIGGER_ON: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	noDataExpression: true,
	default: [],
	description: 'What starts the workflow',
};

const FINAL_ONLY: INodeProperties = {
	displayName: 'Final Statuses Only',
	name: 'finalOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to start the workflow only when nothing more will be heard of a message, e.g. when it was delivered or has expired, and not on each step of its way',
};

/** Whether a trigger's items hold the vendor's own fields too. */
export const OUTPUT: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simplified', description: 'The same fields for every vendor' },
		{ name: 'Raw', value: 'raw', description: 'The same fields, and under "raw" the vendor’s own' },
	],
	default: 'simplified',
	description: 'What to return: the fields that all vendors share, or the vendor’s own beside them',
};
