/** Compiles the collection into dist/, and lays out and compiles the packages that are no part of it: TypeScript by tsc, the rest by gulp. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ownPackages } from './packages/vendors.mjs';
import { run } from './process/step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @throws with the compiler's words if the code does not compile */
export async function build() {
	await rm(join(root, 'dist'), { recursive: true, force: true });
	await run('tsc', ['-p', 'tsconfig.json'], { cwd: root });
	await run('gulp', ['--silent', 'assets', 'ownPackages'], { cwd: root });
	for (const { folder } of ownPackages()) await run('tsc', ['-p', 'tsconfig.json'], { cwd: folder });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
