import { defineConfig } from 'vitest/config';
import { copiedDatabase } from './scripts/copied-database.ts';
import { leftOut } from './scripts/long-tests.ts';

/** They watch the clock in a real browser; see vitest.config.ts. */
const timed = [
  'test/e2e/{demo,failure,journey,known-at-once,many-tickets,outage,quality,remembered,steady,steady-failing}.test.ts',
];

/** In a real browser: two files at a time, and one at a time where the clock decides. */
export default defineConfig({
  plugins: [copiedDatabase],
  test: {
    globalSetup: ['apps/api/build/new-database.ts'],
    retry: 0,
    // As in vitest.config.ts.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          ...{ name: 'browser', include: ['test/e2e/**/*.test.ts'], exclude: [...timed, ...leftOut()] },
          ...{ maxWorkers: 2, sequence: { groupOrder: 0 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'timed',
          include: timed,
          exclude: [...leftOut()],
          retry: 2,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
