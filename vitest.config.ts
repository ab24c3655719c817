import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.{ts,tsx}',
      'test/{map,conformance,flow,chaos,world,layout}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '.sidelight/**'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
