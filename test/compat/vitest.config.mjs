import { defineConfig } from 'vitest/config';

/** The engine tests on the oldest n8n that is supported. */
export default defineConfig({
	test: {
		include: ['test/engine/**/*.test.ts'],
		setupFiles: ['test/compat/resolve.ts', 'test/support/seed.ts'],
		testTimeout: 30_000,
		silent: 'passed-only',
	},
});
