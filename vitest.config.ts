import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'apps/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'test/{map,conformance,flow,chaos,world,layout}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', '.sidelight/**'],
    // Some tests watch the clock over real sockets; a neighbour on the machine may cost one a second try.
    retry: 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
