/** `npm run test:smpp`: the SMPP nodes against gateways of others, and clients of others against the simulated gateway. Ends with "N passed, N failed". */
import { fileURLToPath } from 'node:url';

import { check, close, tests } from './checks.mjs';
import { ensurePrograms } from './debian.mjs';
import { ensureInstalled } from './install.mjs';

const PROGRAMS = { perl: 'perl', '/usr/share/perl5/Net/SMPP.pm': 'libnet-smpp-perl', tshark: 'tshark', '/usr/sbin/bearerbox': 'kannel' };

await ensurePrograms(PROGRAMS, 'The tests of SMPP');
await ensureInstalled(fileURLToPath(new URL('../test/smpp', import.meta.url)));
const scores = [await check('Build', 'node', ['tools/build.mjs'])];
if (scores[0].failed === 0) scores.push(await tests('SMPP and its peers', ['--config', 'test/smpp/vitest.config.mjs', ...process.argv.slice(2)]));
close(scores);
