import { web } from './manifest.mjs';
import { withAbsoluteLinks } from './page.mjs';

/** What a person wants to know before and while setting a node up; the rest is on the vendor's page. */
const SECTIONS = ['Credential', 'Operations', 'Sending', 'Trigger', 'Incoming SMS'];

/**
 * The README of a vendor's package, made from the vendor's page.
 *
 * @param {import('./vendors.mjs').VendorPackage} vendorPackage
 * @param {import('./page.mjs').Page} page
 * @returns {string} Markdown
 */
export function readmeOf({ name, page }, { title, summary, sections }) {
	const parts = SECTIONS.filter((heading) => sections.has(heading)).map((heading) => `## ${heading}\n\n${sections.get(heading)}`);
	const text = `# ${name}

[${title}](${page.replace('docs/', '')}) for [n8n](https://n8n.io). ${summary}

SMS cost money, so nothing is sent twice and nothing is lost: a retry sends only what has not been sent, every recipient gets an
outcome of its own, and a message whose fate is unclear is reported as unclear and never repeated.

## Install

In n8n: **Settings → Community nodes → Install**, and enter \`${name}\`.

${parts.join('\n\n')}

## More

- [The whole page on ${title}](${page.replace('docs/', '')})
- [Examples](../examples/README.md): workflows to import
- [n8n-nodes-cis-sms](${web}#readme): this vendor and its neighbours in one package

[MIT](../LICENSE.md)
`;
	return withAbsoluteLinks(text, page);
}
