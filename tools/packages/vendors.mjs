import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the collection. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package.json of the collection. */
export const collection = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * Folders of packages that are no part of the collection: nodes, credentials, manifest and README are their own, the engine
 * is the collection's. Their nodes open connections by themselves, which n8n Cloud does not allow.
 */
const OWN_FOLDERS = ['smpp'];

/**
 * A package that holds one vendor of the collection, or one that is no part of it.
 *
 * @typedef {object} VendorPackage
 * @property {string} name e.g. `n8n-nodes-smsru`
 * @property {string} folder where it is laid out
 * @property {string[]} homes the vendors' folders, from the root: `nodes/SmsRu`
 * @property {string} page the vendor's page, from the root: `docs/smsru.md`
 * @property {string[]} nodes as n8n lists them: `dist/nodes/SmsRu/SmsRu.node.js`
 * @property {string[]} credentials as n8n lists them
 * @property {string} [own] its own folder, where it is no part of the collection; in the package this level is left out
 * @property {object} [manifest] its package.json, where it is not made from the collection's
 * @property {string} [english] the name of the English package, where it is an edition in another language
 * @property {string} [language] that language
 */

/** The packages that are no part of the collection. @returns {VendorPackage[]} */
export const ownPackages = () =>
	OWN_FOLDERS.map((own) => {
		const manifest = JSON.parse(readFileSync(join(root, own, 'package.json'), 'utf8'));
		const { name, n8n } = manifest;
		const { nodes, credentials } = n8n;
		return { name, folder: join(root, 'packages', name), homes: [`${own}/nodes/${nodes[0].split('/')[2]}`], page: `${own}/README.md`, nodes, credentials, own, manifest };
	});

/**
 * The vendors that the collection's package.json lists, each as a package of its own. Everything follows from the name
 * of the vendor's folder, so that a new vendor needs no entry here.
 *
 * @returns {VendorPackage[]}
 */
export function vendorPackages() {
	const { nodes, credentials } = collection.n8n;
	const vendors = new Set(nodes.map((path) => path.split('/')[2]));
	return [...vendors].sort().map((vendor) => {
		const name = `n8n-nodes-${vendor.toLowerCase()}`;
		return {
			name,
			folder: join(root, 'packages', name),
			homes: [`nodes/${vendor}`],
			page: `docs/${vendor.toLowerCase()}.md`,
			nodes: nodes.filter((path) => path.startsWith(`dist/nodes/${vendor}/`)),
			credentials: credentials.filter((path) => basename(path) === `${vendor}Api.credentials.js`),
		};
	});
}
