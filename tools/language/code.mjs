/**
 * The texts that stand in the code: whatever is declared as a `Text` (nodes/shared/language/say.ts), wherever it is written.
 * The compiler knows it, so that no list of places has to be kept.
 */
import { join, relative } from 'node:path';

import ts from 'typescript';

import { root } from '../packages/vendors.mjs';

/** @typedef {{ text: string, file: string, line: number }} Found */

/** @returns {{ texts: Found[], pieces: Found[] }} texts in the order of the code, and templates that nobody could translate */
export function textsInCode() {
	const config = ts.getParsedCommandLineOfConfigFile(join(root, 'smpp', 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} });
	const collection = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} });
	const program = ts.createProgram([...collection.fileNames, ...config.fileNames], config.options);
	const checker = program.getTypeChecker();
	/** @type {Found[]} */
	const texts = [];
	/** @type {Found[]} */
	const pieces = [];

	const isText = (/** @type {ts.Type | undefined} */ type) =>
		type !== undefined && (type.isUnion() ? [type, ...type.types] : [type]).some(({ aliasSymbol }) => aliasSymbol?.name === 'Text');

	/** What is known of a text before anything runs; undefined where that is not all of it. @returns {string | undefined} */
	const constant = (/** @type {ts.Expression} */ node) => {
		if (ts.isStringLiteralLike(node)) return node.text;
		if (ts.isTemplateExpression(node)) {
			const spans = node.templateSpans.map(({ expression, literal }) => [constant(expression), literal.text]);
			return spans.some(([value]) => value === undefined) ? undefined : node.head.text + spans.flat().join('');
		}
		if (!ts.isIdentifier(node)) return undefined;
		const symbol = checker.getSymbolAtLocation(node);
		const declaration = symbol && (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).valueDeclaration;
		const isConstant = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer && ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
		return isConstant ? constant(declaration.initializer) : undefined;
	};

	const place = (/** @type {ts.Node} */ node) => {
		const source = node.getSourceFile();
		return { file: relative(root, source.fileName), line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 };
	};

	const visit = (/** @type {ts.Node} */ node) => {
		const mayBeText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isIdentifier(node);
		if (mayBeText && ts.isExpression(node) && isText(checker.getContextualType(node))) {
			const text = constant(node);
			if (text !== undefined) texts.push({ text, ...place(node) });
			else if (ts.isTemplateExpression(node) && hasWords(node)) pieces.push({ text: node.getText(), ...place(node) });
		}
		ts.forEachChild(node, visit);
	};
	for (const source of program.getSourceFiles()) if (!source.fileName.includes('/node_modules/')) visit(source);
	return { texts, pieces };
}

/** Whether a template joins words, and not only values. */
const hasWords = (/** @type {ts.TemplateExpression} */ { head, templateSpans }) =>
	[head.text, ...templateSpans.map(({ literal }) => literal.text)].some((words) => /\p{L}/u.test(words));
