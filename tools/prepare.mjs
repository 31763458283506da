/** `npm run prepare:suites`: installs what the longer suites need, so that they need not wait for it: n8n and its oldest supported engine. */
import { fileURLToPath } from 'node:url';

import { ensureInstalled } from './install.mjs';
import { ensureN8n } from './n8n.mjs';

await ensureN8n();
await ensureInstalled(fileURLToPath(new URL('../test/compat', import.meta.url)));
