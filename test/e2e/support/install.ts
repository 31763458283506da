import { mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../../tools/process/step.mjs';

/** The root of the package that is tested. */
export const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Packs the built package as `npm publish` would.
 *
 * @returns the tarball's path; a later call overwrites it
 */
export async function packPackage(): Promise<string> {
	const destination = join(packageRoot, '.cache', 'packed');
	mkdirSync(destination, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination];
	const report = await run('npm', args, { cwd: packageRoot });
	const packed = Object.values(JSON.parse(report) as Record<string, { filename: string }>);
	return join(destination, packed[0].filename);
}

/**
 * Puts a community package where n8n's own installer puts it, so that its node types get the same names.
 *
 * @param source a packed tarball, which is unpacked, or a package folder, which is linked
 * @param userFolder n8n's user folder
 */
export async function installPackage(source: string, userFolder: string): Promise<void> {
	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	mkdirSync(modules, { recursive: true });
	if (statSync(source).isDirectory()) {
		symlinkSync(resolve(source), emptyPlace(modules, source), 'dir');
		return;
	}
	const unpacked = join(modules, '.unpacked');
	rmSync(unpacked, { recursive: true, force: true });
	mkdirSync(unpacked);
	await run('tar', ['-xzf', source, '-C', unpacked, '--strip-components=1']);
	renameSync(unpacked, emptyPlace(modules, unpacked));
}

function emptyPlace(modules: string, packageFolder: string): string {
	const { name } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { name: string };
	const place = join(modules, name);
	rmSync(place, { recursive: true, force: true });
	mkdirSync(dirname(place), { recursive: true });
	return place;
}
