import { defineConfig } from 'vitest/config';

/** The SMPP nodes against programs of others. */
export default defineConfig({
	test: {
		include: ['test/smpp/**/*.test.ts'],
		exclude: ['**/node_modules/**'],
		setupFiles: ['test/support/seed.ts'],
		testTimeout: 60_000,
		silent: 'passed-only',
	},
});
