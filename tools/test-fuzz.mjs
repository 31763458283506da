/** `npm run test:fuzz`: every reader of every vendor against answers that nobody should give, and templates against n8n. Ends with "N passed, N failed". */
import { check, close, tests } from './checks.mjs';

const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) scores.push(await tests('Fuzz tests', ['--config', 'test/fuzz/vitest.config.mjs']));
close(scores);
