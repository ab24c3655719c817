import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import type { Status } from '@sidelight/shared/health/status.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { System } from '../world/systems.ts';
import { differences } from './differences.ts';
import { lie } from './scenarios.ts';
import { unlessStarved } from './starvation.ts';
import { CANARY_MS, openTestbed, pace } from './testbed.ts';
import { allCards, cardsOf } from './who-shows.ts';

const watched: readonly System[] = ['helpdesk', 'crm', 'billing', 'telemetry', 'issues'];
const thrown = process.env.CHAOS === 'full' ? watched : (['telemetry', 'issues'] as const);
/** One canary: what it waits for, two hops of calls, the heartbeat, and a busy machine. */
const LOOK_MS = CANARY_MS + pace.timeoutMs + 2 * pace.suspectMs + 500;

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
});
afterAll(() => database.close());

async function beLiedTo(name: System): Promise<void> {
  const testbed = await openTestbed(database, { seed: process.env.CHAOS_SEED ?? 'chaos', hasCanary: true });
  try {
    const { status, product } = testbed;
    const isCalm = (s: Status) => s.incidents.length === 0 && s.systems.every(({ state }) => state === 'ok');
    const before = await testbed.open('1001');
    await status.until(isCalm);
    product.world.faults.set(name, lie);
    const { incidents } = await status.until((s) => s.incidents.length > 0, 2 * LOOK_MS);
    expect(incidents).toMatchObject([{ system: name, state: 'degraded', reason: 'wrong_values' }]);
    const others = allCards.filter((id) => !cardsOf[name].includes(id));
    expect(differences(await testbed.open('1001'), before, others)).toEqual([]);
    product.world.faults.clear();
    await status.until(isCalm, 3 * LOOK_MS);
    expect(differences(await testbed.open('1001'), before, allCards)).toEqual([]);
    expect(new Set(status.all.flatMap((s) => s.incidents.map(({ system }) => system)))).toEqual(new Set([name]));
  } finally {
    await testbed.stop();
  }
}

it.each(thrown)(
  'lying of %s is seen by the canary alone, in two looks, and believed again after three',
  (name) => unlessStarved(() => beLiedTo(name)),
  60_000,
);
