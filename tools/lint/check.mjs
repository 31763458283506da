/**
 * What n8n asks of a package before it verifies it: its own linter on the sources (`n8n-node lint`), and the scanner of
 * published packages on the sources and on what is published. The two pin different versions of n8n's rules.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { config, configWithoutCloudSupport } from '@n8n/node-cli/eslint';
import { SOURCE_FILE_PATTERNS, analyzePackage, buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

import { run } from '../process/step.mjs';

/** The scanner looks at these of a published package. */
const PUBLISHED = ['**/*.js', 'package.json'];
const RULES = '@n8n/community-nodes';

const scannerConfig = await buildScanConfig();
const parserOfJson = scannerConfig.find(({ files }) => files?.includes('**/*.json'));
const { recommended, recommendedWithoutN8nCloudSupport } = n8nCommunityNodesPlugin.configs;

/** The English classes in an edition have the names of others' files: their own names are those of the wrappers. */
const UNDER_OTHER_NAMES = {
	files: ['**/*.english.ts'],
	rules: { 'n8n-nodes-base/node-filename-against-convention': 'off', 'n8n-nodes-base/cred-filename-against-convention': 'off' },
};

/**
 * One check of a package.
 *
 * @typedef {object} Verdict
 * @property {string} title which rules, in which version, on what
 * @property {number} files how many were looked at
 * @property {number} errors
 * @property {number} warnings
 * @property {boolean} passed no error, no warning, and, where it is the scanner's check, its own yes
 * @property {string} details for people; empty if there is nothing to say
 */

/**
 * Packages that are no part of the collection open connections by themselves: n8n verifies no such package, so that its
 * scanner has no say, and the linter has a set of rules for them. The sources of an edition in another language are those of the
 * English package, which is checked by itself; under other names, and with the wrappers.
 *
 * @param {{ folder: string, tarball: string, own?: string, language?: string }} packedPackage the sources, and what would be published
 * @returns {Promise<Verdict[]>}
 */
export async function checkPackage({ folder, tarball, own, language }) {
	const linterConfig = [...(own ? configWithoutCloudSupport : config), ...(language ? [UNDER_OTHER_NAMES] : [])];
	const linterRules = [own ? recommendedWithoutN8nCloudSupport : recommended, parserOfJson];
	const unpacked = await mkdtemp(join(tmpdir(), 'package-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		return [
			await lint('n8n-node lint, sources', linterConfig, folder, ['.']),
			await lint('n8n-node lint, rules on the tarball', linterRules, unpacked, PUBLISHED),
			...(own || language ? [] : [await scan('scanner, sources', folder, SOURCE_FILE_PATTERNS)]),
			...(own ? [] : [await scan('scanner, tarball', unpacked, PUBLISHED)]),
		];
	} finally {
		await rm(unpacked, { recursive: true });
	}
}

/** The scanner's own word counts errors only: warnings come from a second look with its rules. */
async function scan(title, folder, patterns) {
	const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
	const verdict = await lint(title, scannerConfig, folder, patterns);
	return { ...verdict, passed: passed && verdict.passed, details: verdict.details || details || message };
}

async function lint(title, config, folder, patterns) {
	const eslint = new ESLint({ cwd: folder, allowInlineConfig: false, overrideConfigFile: true, overrideConfig: config });
	const results = await eslint.lintFiles(patterns);
	const sum = (/** @type {'errorCount' | 'warningCount'} */ key) => results.reduce((total, result) => total + result[key], 0);
	const [errors, warnings] = [sum('errorCount'), sum('warningCount')];
	return {
		title: `${title} (rules ${versionOf(config)})`,
		files: results.length,
		errors,
		warnings,
		passed: results.length > 0 && errors + warnings === 0,
		details: await (await eslint.loadFormatter('stylish')).format(results),
	};
}

function versionOf(config) {
	return config.find(({ plugins }) => plugins?.[RULES]).plugins[RULES].meta.version;
}
