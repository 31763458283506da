import { NodeHelpers, type IExecuteFunctions, type INode, type INodeProperties, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { InputError } from '../errors';
import type { Parameters } from '../operation';
import { TRIGGER_PATH } from './description';

const LABEL = 'Report to Trigger';

/** The option by which a send tells the vendor the address of a trigger, so that nobody has to copy it. */
export const reportToTriggerOption = (trigger: string): INodeProperties => ({
	displayName: LABEL,
	name: 'reportToTrigger',
	type: 'boolean',
	default: true,
	description: `Whether the statuses of the message are reported to the ${trigger} of this workflow, which must be published`,
});

/**
 * The address that statuses are to be reported to, where the user wants that.
 * @param type the trigger's node type without its package, e.g. `smsPilotTrigger`
 * @param trigger what people call it
 * @throws {InputError} when the workflow has no such trigger, or several
 */
export function reportAddress(parameters: Parameters, type: string, trigger: string): string | undefined {
	if (parameters.option('reportToTrigger') !== true) return undefined;
	const addresses = parameters.triggers?.(type) ?? [];
	if (addresses.length === 1) return addresses[0];
	if (addresses.length > 1) {
		throw new InputError(LABEL, `has ${addresses.length} triggers to choose from`, `Keep one ${trigger} in this workflow.`);
	}
	throw new InputError(
		LABEL,
		`finds no ${trigger} in this workflow`,
		`Add one and publish the workflow. To try it by hand, run the whole workflow: a single step does not see the other triggers.`,
	);
}

/** What n8n hands out to a running node beside what its types name. */
type Insight = { workflow?: { id?: string; nodes: Record<string, INode> }; additionalData?: Partial<IWorkflowExecuteAdditionalData> };

/** The addresses of the enabled triggers of a type in the running workflow. */
export function triggerAddresses(context: IExecuteFunctions, type: string): string[] {
	const { workflow, additionalData } = context as unknown as Insight;
	const base = additionalData?.webhookBaseUrl;
	if (!workflow || !base) return [];
	const [packageName] = context.getNode().type.split('.');
	return Object.values(workflow.nodes)
		.filter((node) => node.type === `${packageName}.${type}` && !node.disabled)
		.map((node) => NodeHelpers.getNodeWebhookUrl(base, String(workflow.id), node, TRIGGER_PATH));
}
