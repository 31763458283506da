import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';
import { say } from '../language/say';

const LABEL = 'Report to Trigger';

const MISTAKES = {
	none: {
		what: 'finds no {trigger} in this workflow',
		remedy: 'Add one and publish the workflow. To try it by hand, run the whole workflow: a single step does not see the other triggers.',
	},
	several: { what: 'has {count} {count|trigger|triggers} to choose from', remedy: 'Keep one {trigger} in this workflow.' },
} satisfies Record<string, Mistake>;

/** The option by which a send tells the vendor the address of a trigger, so that nobody has to copy it. */
export const reportToTriggerOption = (trigger: string): INodeProperties => ({
	displayName: LABEL,
	name: 'reportToTrigger',
	type: 'boolean',
	default: true,
	description: say('Whether the statuses of the message are reported to the {trigger} of this workflow, which must be published', { trigger }),
});

/**
 * The address that statuses are to be reported to, where the user wants that.
 * @param type the trigger's node type without its package, e.g. `dovecoteTrigger`
 * @param trigger what people call it
 * @throws {InputError} when the workflow has no such trigger, or several
 */
export function reportAddress(parameters: Parameters, type: string, trigger: string): string | undefined {
	if (!parameters.flag('reportToTrigger')) return undefined;
	const addresses = parameters.triggers(type);
	if (addresses.length === 1) return addresses[0];
	if (addresses.length > 1) {
		throw InputError.of(LABEL, MISTAKES.several, { count: addresses.length, trigger });
	}
	throw InputError.of(LABEL, MISTAKES.none, { trigger });
}
