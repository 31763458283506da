/** The nodes of the SMPP package, as it is laid out and compiled, beside those of the collection. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import { credentialTypes, nodeTypes } from '../workflow.ts';

const folder = fileURLToPath(new URL('../../../packages/n8n-nodes-smpp', import.meta.url));
const require = createRequire(import.meta.url);

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

const { n8n } = require(join(folder, 'package.json')) as Manifest;

function exported<T>(path: string): T {
	const name = path.split('/').at(-1)!.split('.')[0];
	return new (require(join(folder, path)) as Record<string, new () => T>)[name]();
}

for (const path of n8n.nodes) {
	const node = exported<INodeType>(path);
	nodeTypes.set(node.description.name, node);
}
for (const path of n8n.credentials) {
	const credential = exported<ICredentialType>(path);
	credentialTypes.set(credential.name, credential);
}
