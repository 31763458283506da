/**
 * Starts a script of this project on the project's own Node, after making sure that the dependencies are installed:
 * `node tools/launch.mjs <script> [arguments]`. Runs on any Node from 20 on.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureInstalled } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

await ensureInstalled(root);

const child = spawn(join(bin, 'node'), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
