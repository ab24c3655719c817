import { defineConfig } from 'vitest/config';

/** Latency, memory and sockets are judged there: nothing else may run meanwhile. */
const alone = ['test/chaos/**/*.test.ts'];

export default defineConfig({
  test: {
    // Some tests watch the clock over real sockets; a neighbour on the machine may cost one a second try.
    retry: 1,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rest',
          include: [
            'packages/**/*.test.ts',
            'apps/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'test/{map,conformance,flow,world,layout}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', '.sidelight/**'],
          // Most of them wait for something most of the time.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'chaos', include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
