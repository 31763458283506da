import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/e2e/*.test.ts'],
		globalSetup: ['test/e2e/support/packed.ts'],
		// Half of the time they wait for n8n's clocks. Each file has an n8n of its own, and more than two would starve each other.
		maxWorkers: 2,
		testTimeout: 180_000,
		hookTimeout: 300_000,
	},
});
