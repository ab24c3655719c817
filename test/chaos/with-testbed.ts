import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { unlessStarved } from './starvation.ts';
import { openTestbed, type Testbed, type TestbedOptions } from './testbed.ts';

/** One testbed for one test, left whatever happens; once more where the machine was busy with something else. */
export const withTestbed = (
  database: OpenDatabase,
  options: Partial<TestbedOptions>,
  use: (testbed: Testbed) => Promise<void>,
): Promise<void> =>
  unlessStarved(async () => {
    const testbed = await openTestbed(database, { seed: process.env.CHAOS_SEED ?? 'chaos', ...options });
    try {
      await use(testbed);
    } finally {
      await testbed.stop();
    }
  });
