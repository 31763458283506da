import { defineConfig } from 'vitest/config';

/**
 * The engine tests on the oldest n8n that is supported. Only the worked example of a vendor with expiring tokens is left out:
 * this n8n shows a node either the answer to a failed call or the 401 that makes it fetch a new token, not both. None of our
 * vendors has such tokens.
 */
export default defineConfig({
	test: {
		include: ['test/engine/**/*.test.ts'],
		exclude: ['test/engine/newVendor2.test.ts'],
		setupFiles: ['test/compat/resolve.ts', 'test/support/seed.ts'],
		testTimeout: 30_000,
		maxWorkers: 4,
		silent: 'passed-only',
	},
});
