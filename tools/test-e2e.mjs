/** `npm run test:e2e`: the packed package in a real n8n, driven over its REST interface. Ends with "N passed, N failed". */
import { ensureChromium } from '../test/e2e/support/chromium.ts';
import { check, close, tests } from './checks.mjs';
import { ensureN8n } from './n8n.mjs';
import { ensureServers } from './servers.mjs';

await ensureServers(['postgres', 'initdb', 'psql']);
await ensureChromium();
await ensureN8n();
const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) scores.push(await tests('Tests in a real n8n', ['--config', 'test/e2e/vitest.config.mjs', ...process.argv.slice(2)]));
close(scores);
