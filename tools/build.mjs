/** Compiles the package into dist/: TypeScript by tsc, icons and codex files by gulp. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { run } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function build() {
	await rm(`${root}/dist`, { recursive: true, force: true });
	await run('tsc', ['-p', 'tsconfig.json'], root);
	await run('gulp', ['--silent', 'assets'], root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
