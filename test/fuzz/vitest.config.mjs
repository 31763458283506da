import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/fuzz/**/*.test.ts'],
		setupFiles: ['test/support/seed.ts'],
		testTimeout: 300_000,
		silent: 'passed-only',
	},
});
