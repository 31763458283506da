/** The rooms of nodes/shared: arrows point downwards only, and no vendor's name occurs in any of them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

/** From the front doors down to the ground; files that lie directly in nodes/shared stand in the first and the last. */
const ROOMS = ['execute listSearch description', 'wait', 'trigger', 'engine', 'parameters', 'sms', 'transport', 'operation', 'errors grouped', 'language'];

const shared = fileURLToPath(new URL('../../../nodes/shared', import.meta.url));
const files = globSync('**/*.ts', { cwd: shared });
const floorOf = (file: string) => ROOMS.findIndex((names) => names.split(' ').includes(file.split('/')[0].replace('.ts', '')));
const importsOf = (file: string) =>
	[...readFileSync(join(shared, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(file, '..', path));

test.each(files)('%s stands in a room and imports from its own or from rooms below', (file) => {
	expect(floorOf(file)).toBeGreaterThanOrEqual(0);
	expect(importsOf(file).filter((target) => floorOf(target) < floorOf(file))).toEqual([]);
});

test.each(files)('%s names no vendor', (file) => {
	expect(readFileSync(join(shared, file), 'utf8')).not.toMatch(/rocket ?sms|smsc(?!ode)|sms\.ru|sms\.by|sms ?pilot|sms-?ru\b/i);
});
