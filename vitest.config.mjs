import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/unit/**/*.test.ts', 'test/engine/**/*.test.ts'],
		testTimeout: 30_000,
	},
});
