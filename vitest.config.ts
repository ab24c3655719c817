import { defineConfig } from 'vitest/config';
import { copiedDatabase } from './scripts/copied-database.ts';
import { leftOut } from './scripts/long-tests.ts';

/** Latency, memory and sockets are judged there: nothing else may run meanwhile. */
const alone = ['test/chaos/**/*.test.ts'];

/**
 * They hold the product to real milliseconds, and a neighbour on the machine can cost one another try.
 * No other test has one. `npm test` counts the tries in its last line.
 */
const timed = [
  'apps/api/src/http/listener.test.ts',
  'test/conformance/jobs-idle.test.ts',
  'test/conformance/oauth-alive.test.ts',
  'test/flow/{failure,privacy,remember}.test.ts',
  'test/world/world.test.ts',
  'test/world/company/company.test.ts',
  'test/world/faults/faults.test.ts',
];

export default defineConfig({
  plugins: [copiedDatabase],
  test: {
    globalSetup: ['apps/api/build/new-database.ts'],
    retry: 0,
    // What must happen is waited for; how soon it does is said by the test that promises it.
    expect: { poll: { timeout: 20_000 } },
    // Against what hangs: how long a thing may take is said by the test that promises it.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'apps/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '.sidelight/**', ...timed],
          // Modules hold no state, so files can share them: read once a worker, not once a file, they cost a quarter.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/{map,conformance,flow,world,layout,sync-sim,sync-cases,canaries}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...timed, ...leftOut()],
          // Modules hold no state: see above.
          isolate: false,
          // Most of them wait for something most of the time.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: { name: 'chaos', include: alone, exclude: [...leftOut()], maxWorkers: 1, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
