import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/queue/*.test.ts'],
		// n8n's main process and two workers take up to a minute to start on two cores.
		hookTimeout: 300_000,
		// A killed worker is missed by n8n after one to two minutes.
		testTimeout: 300_000,
	},
});
