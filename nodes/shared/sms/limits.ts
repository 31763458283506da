import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';
import { toField } from './message';

/** The option that refuses more recipients than intended; the engine offers it with every send. */
export const maximumRecipientsOption: INodeProperties = {
	displayName: 'Maximum Recipients',
	name: 'maximumRecipients',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'Refuse input items that name more recipients than this, before anything is sent. Keeps an AI agent, or a list in the wrong field, from texting a crowd.',
};

/** The option that refuses a run with more messages than intended. */
export const maximumPerRunOption: INodeProperties = {
	displayName: 'Maximum Messages per Run',
	name: 'maximumMessagesPerRun',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'Send nothing if this node would send more messages than this in one execution of the workflow: over all items, passes of a loop and calls of an AI agent. The first item’s value holds for all.',
};

/** The option that refuses more messages in a day than intended. */
export const maximumPerDayOption: INodeProperties = {
	displayName: 'Maximum Messages per Day',
	name: 'maximumMessagesPerDay',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1000,
	description:
		'Send nothing if this node would send more messages than this in a day of the workflow’s time zone. Several n8n workers count each for itself. The first item’s value holds for all.',
};

/** How many messages a node may send. */
export interface Limits {
	perRun?: number;
	perDay?: number;
}

/** The limits that an item's parameters set. */
export const limitsOf = (parameters: Parameters): Limits => ({
	perRun: parameters.number(maximumPerRunOption.name),
	perDay: parameters.number(maximumPerDayOption.name),
});

/** The option, if any, that a group of contacts would get around: nobody knows its size. */
export const limitingOption = (parameters: Parameters): INodeProperties | undefined =>
	[maximumRecipientsOption, maximumPerRunOption, maximumPerDayOption].find(({ name }) => parameters.number(name) !== undefined);

const MISTAKES = {
	crowd: { what: 'has {count} {count|recipient|recipients}, the option "Maximum Recipients" allows {allowed}', remedy: 'Name fewer recipients.' },
} satisfies Record<string, Mistake>;

/** @throws {InputError} when one item has more recipients than the user allows */
export function checkRecipients(parameters: Parameters, count: number): void {
	const allowed = parameters.number(maximumRecipientsOption.name) ?? Infinity;
	if (count > allowed) throw InputError.of(parameters.label(toField.name), MISTAKES.crowd, { count, allowed });
}
