/**
 * Whatever somebody sends, n8n stays awake: the work grows with the length of what came, never with its square. One text
 * of a hundred thousand characters could keep n8n from answering anybody for seconds otherwise.
 */
import { expect, test } from 'vitest';

import { cases as patternCases, found } from '../support/linear/patternCases.ts';
import { tooFast } from '../support/linear/growth.ts';

const moduleOf = (name: string) => new URL(`../support/linear/${name}.ts`, import.meta.url).href;

test('every regular expression of the shipped code', async () => {
	console.info(`${found.patterns.length} patterns, ${patternCases.size} texts`);
	expect(await tooFast({ module: moduleOf('patternCases'), names: [...patternCases.keys()] })).toEqual([]);
}, 600_000);
