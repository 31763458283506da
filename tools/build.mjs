/** Compiles the package into dist/: TypeScript by tsc, icons and codex files by gulp. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from './process/step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @throws with the compiler's words if the code does not compile */
export async function build() {
	await rm(join(root, 'dist'), { recursive: true, force: true });
	await run('tsc', ['-p', 'tsconfig.json'], { cwd: root });
	await run('gulp', ['--silent', 'assets'], { cwd: root });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
