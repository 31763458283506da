/** Signing by a declarative credential, as n8n's credentials helper does it: n8n-core leaves it to n8n. */
import type * as N8n from 'n8n-workflow';

type Signed = Record<string, Record<string, string>>;

/** Where the expressions of a credential are evaluated: in the workflow that runs, with its engine. */
export interface Place {
	values: N8n.IDataObject;
	workflow: N8n.Workflow;
	node: N8n.INode;
}

/** Adds what the credential declares (`qs`, `headers`, `body`, `auth`) to the request, its expressions resolved. */
export function signed(
	request: N8n.IHttpRequestOptions,
	{ properties }: N8n.IAuthenticateGeneric,
	{ values, workflow, node }: Place,
): N8n.IHttpRequestOptions {
	const resolve = (text: string): string => {
		if (!text.startsWith('=')) return text;
		const keys = { $credentials: values };
		return String(workflow.expression.getSimpleParameterValue(node, text, 'internal', keys, undefined, '') || '');
	};
	const into = request as unknown as Signed;
	for (const [part, fields] of Object.entries(properties as Signed)) {
		for (const [name, value] of Object.entries(fields)) (into[part] ??= {})[resolve(name)] = resolve(value);
	}
	return request;
}
