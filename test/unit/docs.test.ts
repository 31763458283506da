import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { smpp } from '../../smpp/nodes/Smpp/resources/index.ts';
import { pages } from '../../tools/errors.mjs';

interface Operation {
	name: string;
	/** The operation waits for somebody's answer: it has a page of its own, for all vendors. */
	answerBy?: unknown;
	/** It waits for the vendor's report instead. */
	deliveryReport?: unknown;
}

interface Vendor {
	name: string;
	resources: Array<{ name: string; operations: Operation[] }>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = createRequire(new URL('../../dist/', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The built vendors, by their folders. */
const vendors = readdirSync(join(root, 'nodes'))
	.filter((folder) => existsSync(join(root, 'nodes', folder, 'resources')))
	.map((folder) => {
		const exports = Object.values(built(`./nodes/${folder}/resources/index.js`) as Record<string, Vendor>);
		return { page: `${folder.toLowerCase()}.md`, vendor: exports.find(({ resources }) => resources)! };
	})
	.concat({ page: 'smpp.md', vendor: smpp });

/** The operations that a page lists, as "Sender: Get Many, Create; the picker": a resource, and names after it. */
function listedOn(path: string): string[] {
	const text = read(path).replaceAll('*', '');
	return [...text.matchAll(/([A-Z][\w-]*(?: [A-Z]\w*)*): ([^|;\n]+)/g)].flatMap(([, resource, names]) =>
		names.split(/, | with the /).map((name) => `${resource}: ${name.trim()}`),
	);
}

/** Files that a page's relative links and pictures point to. */
const targetsOf = (path: string): string[] =>
	[...read(path).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
		.map(([, target]) => target)
		.filter((target) => !/^[a-z]+:/.test(target))
		.map((target) => resolve(root, dirname(path), target));

const markdownIn = (folder: string): string[] =>
	readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name));

test.each(['docs/errors.md', 'docs/ru/errors.md'])('%s is what the tables of codes give (npm run docs)', (path) => {
	expect(read(path)).toBe(pages()[path]);
});

describe.each(['docs', 'docs/ru'])('%s', (folder) => {
	test.each(vendors)('$page lists every operation', ({ page, vendor }) => {
		const listed = listedOn(join(folder, page));
		const approval = read(join(folder, 'approval.md'));
		const isTold = (name: string, { answerBy, deliveryReport }: Operation) => (answerBy && !deliveryReport ? approval.includes(name) : listed.includes(name));
		const missing = vendor.resources.flatMap(({ name: resource, operations }) =>
			operations.filter((one) => !isTold(`${resource}: ${one.name}`, one)).map(({ name }) => `${resource}: ${name}`),
		);
		expect(missing).toEqual([]);
	});
});

test.each(['README.md', 'CONTRIBUTING.md', 'smpp/README.md', 'examples/README.md', ...markdownIn('docs'), ...markdownIn('docs/ru')])(
	'%s links to nothing that is missing',
	(path) => {
		expect(targetsOf(path).filter((target) => !existsSync(target))).toEqual([]);
	},
);

interface Example {
	nodes: Array<{ name: string; type: string; position: [number, number]; credentials?: unknown; parameters: { content?: string; query?: string; nodeCredentialType?: string } }>;
}

const exampleOf = (file: string) => JSON.parse(read(join('examples', file))) as Example;

/** Nodes that do nothing before a person has picked a credential. */
const needsCredential = ({ type, parameters }: Example['nodes'][number]): boolean =>
	/^n8n-nodes-(cis-sms|smpp)\./.test(type) || type === 'n8n-nodes-base.postgres' || parameters.nodeCredentialType !== undefined;

const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

describe.each(examples)('examples/%s', (file) => {
	test.each(['examples/README.md', 'docs/ru/examples.md'])('stands on %s with its picture', (page) => {
		const targets = targetsOf(page);
		expect(targets).toContain(join(root, 'examples', file));
		expect(targets).toContain(join(root, 'docs', 'images', `example-${file.replace('/', '-').replace('.json', '.png')}`));
	});

	test('is run in a real n8n', () => {
		const tests = readdirSync(join(root, 'test/e2e')).filter((name) => name.endsWith('.test.ts'));
		const run = tests.filter((name) => read(join('test/e2e', name)).includes(file.replace('.json', '')));
		expect(run).not.toEqual([]);
	});

	test('says on the canvas what to do before the first run, and brings nobody’s credentials', () => {
		const { nodes } = exampleOf(file);
		const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote')).map(({ parameters }) => parameters.content);
		const [about] = notes.filter((note) => note?.includes('**Before the first run:**'));
		const named = [...about!.matchAll(/\*([A-Z][^*]+)\*/g)].map(([, name]) => name);
		const ours = nodes.filter(needsCredential).map(({ name }) => name);
		expect(ours.some((name) => named.includes(name)) || about!.includes('tools')).toBe(true);
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
	});
});

describe('examples/exactly-once', () => {
	const query = (file: string, name: string) => exampleOf(`exactly-once/${file}.json`).nodes.find((one) => one.name === name)?.parameters.query;

	test('the workflow that makes the tables runs tables.sql', () => {
		expect(query('make-tables', 'tables.sql')).toBe(read('examples/exactly-once/tables.sql'));
	});

	test('every Note is the same one', () => {
		const notes = ['send-now', 'send-now-smsc', 'outbox', 'outbox-smsc', 'sweep'].map((file) => query(file, 'Note'));
		expect(notes[0]).toContain("s.state = 'sending' AND s.claimed_by = $2");
		expect(new Set(notes).size).toBe(1);
	});

	test.each(['send-now', 'outbox'])('%s keeps its promises with SMSC by the same rules', (file) => {
		const name = file === 'outbox' ? 'Take' : 'Claim';
		const rules = (sql = '') => [...sql.matchAll(/ON CONFLICT.*|WHERE (s\.)?state.*/g)].map(([rule]) => rule);
		expect(rules(query(file, name))).toEqual(rules(query(`${file}-smsc`, name)));
		expect(rules(query(file, name))).not.toEqual([]);
	});

	test.each(examples.filter((name) => name.startsWith('exactly-once/')))('%s stops before the sweep takes its rows for lost', (file) => {
		const { settings } = JSON.parse(read(join('examples', file))) as { settings: { executionTimeout?: number } };
		const claims = exampleOf(file).nodes.some(({ parameters }) => parameters.query?.includes("'sending'") && !parameters.query.startsWith('--'));
		if (claims) expect(settings.executionTimeout).toBeLessThanOrEqual(600);
	});
});
