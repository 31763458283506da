/** `npm test`: types, lint, unit and engine tests. Ends with "N passed, N failed". */
import { check, close, tests } from './checks.mjs';

const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) {
	scores.push(await check('Types of the tests', 'tsc', ['-p', 'test/tsconfig.json']));
	scores.push(await check('Lint', 'node', ['tools/lint.mjs']));
	scores.push(await tests('Unit and engine tests', []));
}
close(scores);
