/** The regular expressions of the shipped code, read from its source. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression and where it stands. */
export interface Pattern {
	/** File and line. */
	place: string;
	source: string;
	flags: string;
	/** Whether it cuts texts up: then it is tried at every place of a text, as one with the flag `g` is. */
	splits: boolean;
}

export interface Found {
	patterns: Pattern[];
	/** The places where one is put together while the code runs, so that it cannot be read here. */
	constructed: string[];
}

/** All of the given folders. @param root the folder of the repository */
export function patternsIn(root: string, folders: string[]): Found {
	const found: Found = { patterns: [], constructed: [] };
	for (const file of folders.flatMap((folder) => sourcesOf(root, folder))) collect(root, file, found);
	return found;
}

const sourcesOf = (root: string, folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));

function collect(root: string, file: string, { patterns, constructed }: Found): void {
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
	const placeOf = (node: ts.Node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const [, body, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text)!;
			patterns.push({ place: placeOf(node), source: body, flags, splits: isArgumentOfSplit(node) });
		}
		const isConstructor = ts.isNewExpression(node) || ts.isCallExpression(node);
		if (isConstructor && node.expression.getText() === 'RegExp') constructed.push(file);
		ts.forEachChild(node, visit);
	};
	visit(source);
}

const isArgumentOfSplit = ({ parent }: ts.Node): boolean =>
	ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === 'split';
