import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../process/step.mjs';
import { editions } from './editions.mjs';
import { ownPackages, root, vendorPackages } from './vendors.mjs';

/**
 * A vendor's package as it would be published.
 *
 * @typedef {import('./vendors.mjs').VendorPackage & Packed} PackedPackage
 * @typedef {object} Packed
 * @property {string} tarball its path
 * @property {number} size of the tarball, in bytes
 * @property {string[]} files what is in it
 */

/** Every package besides the collection, by the kind of which it is: the tasks of gulp that lay them out. */
const KINDS = { vendorPackages, ownPackages, editions };

/**
 * Lays out, compiles and packs the packages of one kind, or those of them that are wanted.
 *
 * @returns {Promise<PackedPackage[]>}
 */
export async function packKind(/** @type {keyof typeof KINDS} */ kind, isWanted = (/** @type {string} */ _name) => true) {
	await run('gulp', ['--silent', kind], { cwd: root });
	const packed = [];
	for (const one of KINDS[kind]()) if (isWanted(one.name)) packed.push({ ...one, ...(await pack(one)) });
	return packed;
}

/**
 * Lays out, compiles and packs the packages of all vendors, and those of their own. Each is compiled from its own sources, which proves that
 * nothing is missing among them.
 *
 * @returns {Promise<PackedPackage[]>}
 */
export const packVendors = async () => [...(await packKind('vendorPackages')), ...(await packKind('ownPackages'))];

/**
 * The same for the editions in other languages.
 *
 * @returns {Promise<PackedPackage[]>}
 */
export const packEditions = async () => await packKind('editions');

/**
 * Lays out, compiles and packs one package that is no part of the collection, or one edition.
 *
 * @param {'ownPackages' | 'editions'} kind
 * @param {string} name
 * @returns {Promise<PackedPackage>}
 */
export async function packOne(kind, name) {
	const [one] = await packKind(kind, (other) => other === name);
	return one;
}

async function pack({ folder }) {
	await run('tsc', ['-p', 'tsconfig.json'], { cwd: folder });
	const destination = join(root, '.cache', 'packed');
	await mkdir(destination, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination];
	const [{ filename, size, files }] = Object.values(JSON.parse(await run('npm', args, { cwd: folder })));
	return { tarball: join(destination, filename), size, files: files.map(({ path }) => path) };
}
