/** The workflows of GitHub Actions run what is there. */
import { accessSync, constants, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

test.each(readdirSync(folder))('%s', (name) => {
	const text = readFileSync(join(folder, name), 'utf8');
	const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
	expect(named).not.toEqual([]);
	expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
	expect(text).toContain('run: .ci/run');
	accessSync(join(root, '.ci', 'run'), constants.X_OK);
	// A container is Debian with Node and npm only, as the suites promise to need no more.
	expect(text).toMatch(/container: node:20-/);
	expect(text).not.toMatch(/\t/);
});
