import { readFileSync } from 'node:fs';

import type { Credential } from './client.ts';
import type { Workflow } from './workflow.ts';

/**
 * An example as a person imports it, with the credentials picked in its nodes.
 *
 * @param file its name in `examples/`, without `.json`
 * @param credentials for nodes of these packages by the vendor, and for PostgreSQL; for others of n8n's own by `picked`, node
 * name by node name
 */
export function example(file: string, credentials: Credential[], picked: Record<string, Credential> = {}): Workflow {
	const path = new URL(`../../../examples/${file}.json`, import.meta.url);
	const imported = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
	for (const node of imported.nodes) {
		const credential = picked[node.name] ?? credentials.find(({ type }) => type === credentialFor(node));
		if (credential) node.credentials = { [credential.type]: { id: credential.id, name: credential.name } };
	}
	return imported;
}

/** `n8n-nodes-cis-sms.smsRuTrigger` and `…smsRuTool` take the credential `smsRuApi`; an HTTP Request names the one it signs with. */
function credentialFor({ type, parameters }: Workflow['nodes'][number]): string | undefined {
	if (parameters.nodeCredentialType) return String(parameters.nodeCredentialType);
	if (type === 'n8n-nodes-base.postgres') return 'postgres';
	const [, name] = /^n8n-nodes-(?:cis-sms|smpp)\.(\w+?)(InboundTrigger|Trigger|Tool)?$/.exec(type) ?? [];
	return name && `${name}Api`;
}
