/** `npm run lint`: n8n's rules for community packages and typescript-eslint's, with no error and no warning left. */
import { ESLint } from 'eslint';

const eslint = new ESLint();
const results = await eslint.lintFiles(['.', 'package.json', 'smpp/package.json']);
const text = await (await eslint.loadFormatter('stylish')).format(results);
if (text) console.log(text);

const sum = (/** @type {'errorCount' | 'warningCount'} */ key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${results.length} files: ${sum('errorCount')} errors, ${sum('warningCount')} warnings`);
process.exitCode = sum('errorCount') + sum('warningCount') === 0 ? 0 : 1;
