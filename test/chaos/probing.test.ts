import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Arena, pace, VENDOR_MS } from './arena.ts';
import { timesShown } from './times-shown.ts';
import { withinArena } from './within-arena.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
});
afterAll(() => database.close());

const BROKEN = { kind: '5xx', status: 503 } as const;
const RELAPSES = 3;
const WATCHED_MS = 3000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const asked = ({ product }: Arena) => product.world.calls.list().filter(({ vendor }) => vendor === 'posthog').length;

/** Nobody opens anything any more: whoever asks now is the prober. */
async function bringDown({ product: { world }, status, open }: Arena): Promise<void> {
  await open('1001');
  world.faults.set('telemetry', BROKEN);
  await status.until(({ incidents }) => incidents.some(({ system }) => system === 'telemetry'));
}

describe('a system that is down', () => {
  it('is asked once every interval, no more and no less', () =>
    withinArena(database, {}, async (arena) => {
      await bringDown(arena);
      arena.product.world.calls.clear();
      await wait(WATCHED_MS);
      const most = WATCHED_MS / (0.9 * pace.downMs) + 1;
      expect(asked(arena)).toBeLessThanOrEqual(most);
      // An interval is a tenth early or late, and begins when the answer is there.
      expect(asked(arena)).toBeGreaterThan(most / 2);
    }));

  it('is not well after two good answers: its banner stays through every relapse, and goes after the third', () =>
    withinArena(database, {}, async (arena) => {
      const { world } = arena.product;
      await bringDown(arena);
      for (let nth = 0; nth < RELAPSES; nth++) {
        world.faults.clear();
        world.calls.clear();
        await expect.poll(() => asked(arena), { interval: 5 }).toBe(2);
        world.faults.set('telemetry', BROKEN);
        // The second one is answered, and the next one is not.
        await wait(VENDOR_MS + 2 * pace.downMs);
      }
      expect(arena.status.now()?.incidents.map(({ system }) => system)).toEqual(['telemetry']);
      expect(timesShown(arena.status.all, 'telemetry')).toBe(1);
      world.faults.clear();
      world.calls.clear();
      await arena.status.until(({ incidents }) => incidents.length === 0);
      expect(asked(arena)).toBeGreaterThanOrEqual(3);
    }));
});
