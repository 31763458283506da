/** The one list of vendors for tests and tools is complete: each vendor's folder, node, credential and account stand there. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { VENDORS, vendors } from '../support/vendors/index.ts';
import { credentialTypes, nodeTypes } from '../support/workflow.ts';

const nodes = fileURLToPath(new URL('../../nodes', import.meta.url));

test('every vendor of the package is in the registry, and nobody else', () => {
	const folders = readdirSync(nodes).filter((folder) => existsSync(join(nodes, folder, 'resources')));
	expect(VENDORS.map(({ folder }) => folder).sort()).toEqual(folders.sort());
	expect(VENDORS.map(({ type }) => type)).toEqual(Object.keys(vendors));
});

test.each(VENDORS)('$name: its node and its credential are those that the package has', ({ name, type, credentialType, live, credential }) => {
	const { description } = nodeTypes.get(type)!;
	expect(description.displayName).toBe(name);
	expect(description.credentials?.map((one) => one.name)).toContain(credentialType);
	const fields = credentialTypes.get(credentialType)!.properties.map((field) => field.name);
	expect(fields).toEqual(expect.arrayContaining([...Object.keys(credential({})), ...Object.values(live.variables)]));
});
