/** The tools of the README, which no other suite starts: whatever they import by name is there. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../tools');
const tools = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs') && !name.includes('node_modules'));

test.each(tools)('%s imports what exists', (name) => {
	const file = join(root, name);
	for (const [, names, from] of readFileSync(file, 'utf8').matchAll(/^import \{([^}]*)\} from '(\.[^']*)';$/gm)) {
		const source = readFileSync(join(dirname(file), from), 'utf8');
		const missing = names.split(',').map((one) => one.trim().split(' as ')[0]).filter((one) => one !== '' && !new RegExp(`export [^;]*\\b${one}\\b`).test(source));
		expect(missing).toEqual([]);
	}
});
