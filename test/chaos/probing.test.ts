import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pace, type Testbed, VENDOR_MS } from './testbed.ts';
import { timesShown } from './times-shown.ts';
import { withTestbed } from './with-testbed.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
});
afterAll(() => database.close());

const BROKEN = { kind: '5xx', status: 503 } as const;
const RELAPSES = 3;
const WATCHED_MS = 3000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const asked = ({ product }: Testbed) => product.world.calls.list().filter(({ vendor }) => vendor === 'posthog').length;

/** Nobody opens anything any more: whoever asks now is the prober. */
async function bringDown({ product: { world }, status, open }: Testbed): Promise<void> {
  await open('1001');
  world.faults.set('telemetry', BROKEN);
  await status.until(({ incidents }) => incidents.some(({ system }) => system === 'telemetry'));
}

describe('a system that is down', () => {
  it('is asked once every interval, no more and no less', () =>
    withTestbed(database, {}, async (testbed) => {
      await bringDown(testbed);
      testbed.product.world.calls.clear();
      await wait(WATCHED_MS);
      const most = WATCHED_MS / (0.9 * pace.downMs) + 1;
      expect(asked(testbed)).toBeLessThanOrEqual(most);
      // An interval is a tenth early or late, and begins when the answer is there.
      expect(asked(testbed)).toBeGreaterThan(most / 2);
    }));

  it('is not well after two good answers: its banner stays through every relapse, and goes after the third', () =>
    withTestbed(database, {}, async (testbed) => {
      const { world } = testbed.product;
      await bringDown(testbed);
      for (let nth = 0; nth < RELAPSES; nth++) {
        world.faults.clear();
        world.calls.clear();
        await expect.poll(() => asked(testbed), { interval: 5 }).toBe(2);
        world.faults.set('telemetry', BROKEN);
        // The second one is answered, and the next one is not.
        await wait(VENDOR_MS + 2 * pace.downMs);
      }
      expect(testbed.status.now()?.incidents.map(({ system }) => system)).toEqual(['telemetry']);
      expect(timesShown(testbed.status.all, 'telemetry')).toBe(1);
      world.faults.clear();
      world.calls.clear();
      await testbed.status.until(({ incidents }) => incidents.length === 0);
      expect(asked(testbed)).toBeGreaterThanOrEqual(3);
    }));
});
