/**
 * The packages under test, each packed once for all files of a run: two files run at a time, and both would write the
 * same folders.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packKind, type PackedPackage } from '../../../tools/packages/pack.mjs';
import { packPackage } from './install.ts';
import { until } from './poll.ts';

/** Where the files of a run tell each other what they have packed. */
const FOLDER = 'PACKED_FOR_TESTS';

const LONGEST_MS = 300_000;

/** For vitest: before all files of a run, and what is done behind the last one. */
export default function setup(): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'packed-'));
	process.env[FOLDER] = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}

/** The tarball of the collection. */
export const packedCollection = async (): Promise<string> => await once('collection', packPackage);

/** The packages of single vendors of the collection. */
export const packedVendors = async (): Promise<PackedPackage[]> => await once('vendorPackages', () => packKind('vendorPackages'));

/** The packages that are no part of the collection. */
export const packedOthers = async (): Promise<PackedPackage[]> => await once('ownPackages', () => packKind('ownPackages'));

/** The editions in other languages. */
export const packedEditions = async (): Promise<PackedPackage[]> => await once('editions', () => packKind('editions'));

/** The tarball of the package for SMPP. */
export const packedSmpp = async (): Promise<string> => (await packedOthers()).find(({ name }) => name === 'n8n-nodes-smpp')!.tarball;

/** Who comes first makes it, everybody else waits for it. */
async function once<T>(name: string, make: () => Promise<T>): Promise<T> {
	const folder = process.env[FOLDER];
	if (!folder) return await make();
	const made = join(folder, `${name}.json`);
	try {
		mkdirSync(join(folder, name));
	} catch {
		await until(() => Promise.resolve(existsSync(made) || undefined), { for: `${name} to be packed`, longest: LONGEST_MS });
		return JSON.parse(readFileSync(made, 'utf8')) as T;
	}
	const own = await make();
	writeFileSync(`${made}.part`, JSON.stringify(own));
	renameSync(`${made}.part`, made);
	return own;
}
