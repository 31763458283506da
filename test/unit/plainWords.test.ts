/** What people read in the panel and in errors is plain English: each word below has a plainer one, or one that the panel uses everywhere. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Properties whose texts people read. */
const READ = ['displayName', 'name', 'action', 'description', 'hint', 'placeholder', 'eventTriggerDescription', 'activationMessage', 'instructions', 'what', 'remedy', 'meaning', 'message', 'missing', 'text'];

/** A word, and what stands in its place. */
const BANNED: Array<[word: RegExp, better: string]> = [
	[/\bUCS-?2\b|(?<!charset=)\bUTF-?(8|16)\b|\bGSM-?7\b|\bseptets?\b/i, 'Latin letters, Cyrillic, special characters'],
	[/\bISO ?8601\b|\bRFC ?\d|\bUnix time|\bepoch\b|\btimestamp\b/i, 'a date such as 2026-12-05 10:00'],
	[/\bMSISDN\b|\bE\.164\b/i, 'phone number'],
	[/\bregex|\bregular expression|(?<!\()\bboolean\b|\bnull\b|\bundefined\b|\bNaN\b|\binteger\b/i, 'what it means to people'],
	[/\boctets?\b/i, 'bytes'],
	[/\bcabinet\b/i, 'account'],
	[/\b(black|white) list\b/i, 'blacklist, whitelist'],
	[/\bsubscriber\b(?! \()/i, 'the number, the phone'],
	[/\binbound\b/i, 'incoming'],
	[/\bhand(ed)? in\b/i, 'request, submit'],
	[/\bWeb site\b/i, 'website'],
	[/\bso many\b|\bmend\b|\bshall\b|\blook whether\b|\bis told\b|\bhow the \w+ is called\b/i, 'plain English'],
];

/** Texts that people read, as a source declares them: literals of the properties above, and constants of whole sentences. */
function textsIn(file: string): string[] {
	const texts: string[] = [];
	const take = (value: ts.Node | undefined): void => {
		if (!value) return;
		if (ts.isStringLiteralLike(value)) texts.push(value.text);
		else if (ts.isTemplateExpression(value)) texts.push([value.head, ...value.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'));
		else if (!ts.isObjectLiteralExpression(value) && !ts.isArrayLiteralExpression(value) && !ts.isFunctionLike(value)) value.forEachChild(take);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isPropertyAssignment(node) && READ.includes(node.name.getText(source))) take(node.initializer);
		if (ts.isVariableDeclaration(node)) take(node.initializer && ts.isStringLiteralLike(node.initializer) ? node.initializer : undefined);
		if (ts.isCallExpression(node)) node.arguments.filter((one) => ts.isStringLiteralLike(one) && one.text.includes(' ')).forEach(take);
		node.forEachChild(visit);
	};
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
	visit(source);
	return texts;
}

/** Fields' texts may be code: names of parameters, and expressions. */
const isProse = (text: string): boolean => /^\p{Lu}|\s/u.test(text) && !text.startsWith('=');

const files = globSync(['nodes/**/*.ts', 'credentials/*.ts', 'smpp/nodes/**/*.ts', 'smpp/credentials/*.ts'], { cwd: root }).sort();
const texts = files.flatMap((file) => textsIn(file).filter(isProse).map((text) => ({ file, text })));

describe('what people read', () => {
	test('is found in panels, credentials, triggers and errors', () => {
		const found = texts.map(({ text }) => text);
		expect(found.length).toBeGreaterThan(1500);
		expect(found).toEqual(
			expect.arrayContaining([
				'Get many incoming messages',
				'"{typed}" is not a phone number',
				'there is not enough money on the account',
				'Window Size',
				'Shorten the text.',
			]),
		);
		expect(found.filter((text) => text.startsWith('Give SMSC the address'))).toHaveLength(1);
	});

	test.each(BANNED)('has no %s, but: %s', (word) => {
		expect(texts.filter(({ text }) => word.test(text))).toEqual([]);
	});
});
