import { defineConfig } from 'vitest/config';

/** They watch the clock in a real browser; see vitest.config.ts. */
const timed = ['test/e2e/{demo,failure,outage}.test.ts'];

/** In a real browser, one file at a time: two at once on two cores would measure each other. */
export default defineConfig({
  test: {
    fileParallelism: false,
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'browser', include: ['test/e2e/**/*.test.ts'], exclude: timed, sequence: { groupOrder: 0 } },
      },
      { extends: true, test: { name: 'timed', include: timed, retry: 2, sequence: { groupOrder: 1 } } },
    ],
  },
});
