import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../process/step.mjs';
import { ownPackages, packages, root } from './vendors.mjs';

/**
 * A vendor's package as it would be published.
 *
 * @typedef {import('./vendors.mjs').VendorPackage & Packed} PackedPackage
 * @typedef {object} Packed
 * @property {string} tarball its path
 * @property {number} size of the tarball, in bytes
 * @property {string[]} files what is in it
 */

/**
 * Lays out, compiles and packs the packages of all vendors, and those of their own. Each is compiled from its own sources, which proves that
 * nothing is missing among them.
 *
 * @returns {Promise<PackedPackage[]>}
 */
export async function packVendors() {
	await run('gulp', ['--silent', 'packages'], { cwd: root });
	const packed = [];
	for (const vendorPackage of packages()) packed.push({ ...vendorPackage, ...(await pack(vendorPackage)) });
	return packed;
}

/**
 * Lays out, compiles and packs one package that is no part of the collection.
 *
 * @param {string} name
 * @returns {Promise<PackedPackage>}
 */
export async function packOwnPackage(name) {
	await run('gulp', ['--silent', 'ownPackages'], { cwd: root });
	const one = ownPackages().find((own) => own.name === name);
	return { ...one, ...(await pack(one)) };
}

async function pack({ folder }) {
	await run('tsc', ['-p', 'tsconfig.json'], { cwd: folder });
	const destination = join(root, '.cache', 'packed');
	await mkdir(destination, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination];
	const [{ filename, size, files }] = Object.values(JSON.parse(await run('npm', args, { cwd: folder })));
	return { tarball: join(destination, filename), size, files: files.map(({ path }) => path) };
}
