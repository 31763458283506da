/** The code on a page of the documentation, taken at its word: compiled with the package's own settings. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files that a page shows: code blocks with a title, by their absolute paths. */
export function filesOn(page: string): Map<string, string> {
	const text = readFileSync(join(root, page), 'utf8');
	const blocks = text.matchAll(/^```ts title="([^"]+)"\n(.*?)^```$/gms);
	return new Map([...blocks].map(([, path, code]) => [join(root, path), code]));
}

/**
 * Compiles files as if they stood in the project, with all that they import.
 * @param outDir where the JavaScript goes; emptied before
 * @returns what the compiler complains of
 */
export function compile(files: Map<string, string>, outDir: string): string[] {
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
	const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [...files.keys()] }, ts.sys, root);
	const host = ts.createCompilerHost({ ...options, outDir });
	const { fileExists, readFile, getSourceFile } = host;
	const isShown = (path: string) => files.has(path);
	host.fileExists = (path) => isShown(path) || fileExists(path);
	host.readFile = (path) => files.get(path) ?? readFile(path);
	host.getSourceFile = (path, target, ...rest) =>
		isShown(path) ? ts.createSourceFile(path, files.get(path)!, target) : getSourceFile(path, target, ...rest);
	// The folders of these files exist nowhere; the compiler looks for folders before it looks for files.
	host.directoryExists = undefined;

	const program = ts.createProgram([...files.keys()], { ...options, outDir }, host);
	rmSync(outDir, { recursive: true, force: true });
	program.emit();
	return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}
