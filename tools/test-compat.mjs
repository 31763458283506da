/** `npm run test:compat`: the engine tests on the oldest n8n that is supported. Ends with "N passed, N failed". */
import { fileURLToPath } from 'node:url';

import { check, close, tests } from './checks.mjs';
import { ensureInstalled } from './install.mjs';

await ensureInstalled(fileURLToPath(new URL('../test/compat', import.meta.url)));
const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) scores.push(await tests('Engine tests on an older n8n', ['--config', 'test/compat/vitest.config.mjs']));
close(scores);
