/** Has everything that asks for n8n get the old one of this folder: the tests, and the built package as n8n would load it. */
import Module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Node's own way from a name to a file; its types do not name it. */
interface Resolver {
	_resolveFilename(name: string, parent: unknown, ...more: unknown[]): string;
	_nodeModulePaths(folder: string): string[];
}

const resolver = Module as unknown as Resolver;
const usual = resolver._resolveFilename;
const old = { paths: resolver._nodeModulePaths(fileURLToPath(new URL('.', import.meta.url))) };

resolver._resolveFilename = function (name, parent, ...more) {
	return usual.call(this, name, /^n8n-(core|workflow)(\/|$)/.test(name) ? old : parent, ...more);
};
