import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import tseslint from 'typescript-eslint';

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts'];

/** Nodes that open connections by themselves, for n8n on one's own server only. */
const sockets = ['smpp/**/*.ts'];

export default [
	{ ignores: ['**/dist/', 'packages/', '**/node_modules/', '.cache/'] },
	{ ...n8nCommunityNodesPlugin.configs.recommended, files: [...shipped, 'package.json'] },
	{ ...n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport, files: [...sockets, 'smpp/package.json'] },
	{
		files: ['package.json', 'smpp/package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
	{
		files: ['test/**/*.ts'],
		rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
	},
	{
		files: shipped,
		languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
	},
	{
		files: sockets,
		languageOptions: { parserOptions: { project: './smpp/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
	},
];
