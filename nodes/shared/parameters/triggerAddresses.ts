import { NodeHelpers, type IExecuteFunctions, type INode, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** What follows the random part of a trigger's address. */
export const TRIGGER_PATH = 'webhook';

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
