import { defineConfig } from 'vitest/config';

/** In a real browser, one file at a time: two at once on two cores would measure each other. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    // They watch the clock in a real browser; a neighbour on the machine may cost one another try.
    retry: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
