import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';

import { web } from './manifest.mjs';
import { root } from './vendors.mjs';

/**
 * A vendor's page, taken apart.
 *
 * @typedef {object} Page
 * @property {string} title the vendor's name
 * @property {string} summary the first paragraph, as one line
 * @property {Map<string, string>} sections by their headings
 */

/**
 * @param {string} text Markdown: a title, a paragraph that sums up, sections of the second level
 * @returns {Page}
 */
export function parsePage(text) {
	const [head, ...sections] = text.split(/^## /m);
	const [title, summary] = head.trim().split(/\n{2,}/);
	return {
		title: title.replace(/^# /, ''),
		summary: summary.replaceAll('\n', ' '),
		sections: new Map(sections.map((section) => splitOnce(section))),
	};
}

function splitOnce(/** @type {string} */ section) {
	const end = section.indexOf('\n');
	return [section.slice(0, end).trim(), section.slice(end).trim()];
}

const LINK = /(!?)\[([^\]]*)\]\((?!\w+:)([^)]+)\)/g;

/**
 * Makes links absolute, so that they lead somewhere from wherever the text is read.
 *
 * @param {string} text Markdown
 * @param {string} page where it comes from, from the root: `docs/smsru.md`
 * @throws if a link leads nowhere
 */
export function withAbsoluteLinks(text, page) {
	return text.replace(LINK, (_, image, words, target) => {
		const [path, anchor] = target.split('#');
		const file = path ? posix.join(posix.dirname(page), path) : page;
		if (!existsSync(join(root, file))) throw new Error(`${page} links to ${target}, which does not exist`);
		return `${image}[${words}](${web}/${image ? 'raw' : 'blob'}/HEAD/${file}${anchor ? `#${anchor}` : ''})`;
	});
}
