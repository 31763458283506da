/**
 * Whatever somebody sends, n8n stays awake: the work grows with the length of what came, never with its square. One text
 * of a hundred thousand characters could keep n8n from answering anybody for seconds otherwise.
 */
import { expect, test } from 'vitest';

import { cases as calls } from '../support/linear/callCases.ts';
import { faultyCases, type Case } from '../support/linear/growth.ts';
import { cases as patterns, found } from '../support/linear/patternCases.ts';

const moduleOf = (name: string) => new URL(`../support/linear/${name}.ts`, import.meta.url).href;

const subjects = (cases: Case[]) => new Set(cases.map(({ subject }) => subject)).size;

test('every regular expression of the shipped code, with texts made for it', async () => {
	console.info(`${found.patterns.length} regular expressions, ${patterns.length} texts`);
	// Those of secrets are made from a credential; `secrets.test.ts` feeds them.
	const known = ['parameters/tokens', 'transport/needles', 'transport/readings'].map((name) => `nodes/shared/${name}.ts`);
	expect([...new Set(found.constructed)].sort()).toEqual(known);
	expect(await faultyCases(moduleOf('patternCases'), patterns)).toEqual([]);
}, 1_200_000);

test('every way by which a text comes in from users and vendors', async () => {
	console.info(`${subjects(calls)} ways in, ${calls.length} texts`);
	expect(await faultyCases(moduleOf('callCases'), calls)).toEqual([]);
}, 1_200_000);
