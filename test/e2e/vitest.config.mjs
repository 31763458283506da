import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/e2e/*.test.ts'],
		// A real n8n takes 10 to 20 s to start, and two at once would starve each other.
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 180_000,
	},
});
