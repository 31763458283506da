import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, step } from './process/step.mjs';

const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeOfProject = join(packageRoot, 'node_modules', 'node');

/** The Node that n8n runs under: the one that the root's devDependency `node` brings. */
export const nodeBinary = join(nodeOfProject, 'bin', 'node');

/** Where the n8n under test lives, a package root of its own. */
export const n8nFolder = join(packageRoot, 'test', 'e2e', 'n8n');

const NPM_ARGS = ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** What compiles n8n's SQLite driver, and the Debian package that brings it. */
const BUILD_TOOLS = { python3: 'python3', make: 'make', 'g++': 'g++' };

/**
 * Makes sure that a complete n8n is installed in `test/e2e/n8n`: about 5 minutes and 2.2 GB the first time, nothing to
 * do after that. An install that was interrupted, or made from another lockfile or for another Node, is made anew.
 *
 * @param {string} [folder] the package root to install; only needed to try the installation elsewhere
 * @returns {Promise<void>} rejects with what a person can do about it
 */
export async function ensureN8n(folder = n8nFolder) {
	const modules = join(folder, 'node_modules');
	const stampFile = join(modules, '.complete');
	const stamp = stampOf(folder);
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

	await requireBuildTools();
	const env = { ...process.env, PATH: `${dirname(nodeBinary)}${delimiter}${process.env.PATH}` };
	await step('Installing n8n (once, 2 to 5 minutes)', 'npm', NPM_ARGS, { cwd: folder, env });
	// The prebuilt driver comes from a host that an offline or closed network can't reach.
	const gyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
	await step("Compiling n8n's SQLite driver (once, about 2 minutes)", nodeBinary, [gyp, 'rebuild', ...headers()], {
		cwd: join(modules, 'sqlite3'),
		env,
	});
	await run(nodeBinary, ['-e', "require('sqlite3')"], { cwd: folder });
	writeFileSync(stampFile, stamp);
}

function stampOf(folder) {
	const lockfile = readFileSync(join(folder, 'package-lock.json'));
	const { version } = JSON.parse(readFileSync(join(nodeOfProject, 'package.json'), 'utf8'));
	return `lockfile ${createHash('sha256').update(lockfile).digest('hex')}\nnode ${version} ${process.arch}\n`;
}

async function requireBuildTools() {
	const missing = [];
	for (const [tool, debianPackage] of Object.entries(BUILD_TOOLS)) {
		await run(tool, ['--version']).catch(() => missing.push(debianPackage));
	}
	if (missing.length === 0) return;
	throw new Error(
		`n8n's SQLite driver is compiled on this machine, which needs: ${missing.join(', ')}.\n` +
			`On Debian or Ubuntu: apt-get install ${missing.join(' ')}`,
	);
}

/** Node's own C headers are on the machine already; without this option node-gyp downloads them. */
function headers() {
	const folders = [
		join(nodeOfProject, 'node_modules', `node-${process.platform}-${process.arch}`),
		join(packageRoot, 'node_modules', `node-${process.platform}-${process.arch}`),
		dirname(dirname(process.execPath)),
		'/usr',
	];
	const found = folders.find((folder) => existsSync(join(folder, 'include', 'node', 'node.h')));
	return found ? [`--nodedir=${found}`] : [];
}
