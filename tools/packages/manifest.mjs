import { collection } from './vendors.mjs';

/** Where the collection's sources can be read, without a slash at its end. */
export const web = collection.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/**
 * The package.json of a vendor's package: what it shares with the collection, and what is its own.
 *
 * @param {import('./vendors.mjs').VendorPackage} vendorPackage
 * @param {import('./page.mjs').Page} page the vendor's page
 * @returns {object}
 */
export function manifestOf({ name, page: path, nodes, credentials }, { title, summary }) {
	const { version, license, author, repository, engines, files, n8n, peerDependencies } = collection;
	const vendor = [name.replace('n8n-nodes-', ''), title.toLowerCase()];
	return {
		name,
		version,
		description: `${title} nodes for n8n. ${summary}`,
		keywords: [...new Set(['n8n-community-node-package', 'n8n', 'sms', ...vendor])],
		license,
		author,
		homepage: `${web}/blob/HEAD/${path}`,
		repository: { ...repository, directory: `packages/${name}` },
		engines,
		files,
		n8n: { ...n8n, credentials, nodes },
		peerDependencies,
	};
}
