import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/unit/**/*.test.ts', 'test/simulators/**/*.test.ts', 'test/engine/**/*.test.ts'],
		setupFiles: ['test/support/seed.ts'],
		// Properties compute for seconds, on machines of any speed, with others beside them.
		testTimeout: 90_000,
		// Most of the time they wait: for a vendor's pause, a lost connection, a clock.
		maxWorkers: 4,
		// n8n-core prints every failed run; the tests look at what it returns instead.
		silent: 'passed-only',
	},
});
