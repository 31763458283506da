import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The ways in which a secret may be written: as it is, in a URL, a form, JSON (PHP's too), base64, and as its MD5. */
function spellings(secret: string): string[] {
	const json = JSON.stringify(secret).slice(1, -1);
	const form = new URLSearchParams({ s: secret }).toString().slice(2);
	const md5 = createHash('md5').update(secret).digest('hex');
	const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
	const slashed = json.replaceAll('/', '\\/');
	return [...new Set([secret, encodeURIComponent(secret), form, json, slashed, base64, md5, md5.toUpperCase()])];
}

/** Which of some secrets a text holds, however they are written. */
export const secretsIn = (text: string | Buffer, secrets: string[]): string[] =>
	secrets.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));

/** Installed packages, and what n8n unpacks of its editor. */
const CODE = ['node_modules', '.cache'];

/** Which files of a folder hold which of some secrets: the database with its journal, the log, and whatever else is there. */
export function leaksIn(folder: string, secrets: string[]): string[] {
	return filesIn(folder).flatMap((file) =>
		secretsIn(readFileSync(file), secrets).map((secret) => `${secret} in ${relative(folder, file)}`),
	);
}

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return CODE.includes(entry.name) ? [] : filesIn(path);
		return entry.isFile() ? [path] : [];
	});
