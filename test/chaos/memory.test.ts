import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { heapBytes } from './heap.ts';
import { openTestbed, type Testbed } from './testbed.ts';

const AT_ONCE = 20;
/** Until everything that is compiled or filled once has been. */
const WARM_ROUNDS = 12;
const ROUNDS = 10;
/** One opening says more than twice as much; what a process needs to run well still grows a little by then. */
const MAX_EACH = 5000;

let database: OpenDatabase;
let testbed: Testbed;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  testbed = await openTestbed(database, { seed: process.env.CHAOS_SEED ?? 'chaos', customers: AT_ONCE });
});
afterAll(async () => {
  await testbed.stop();
  await database.close();
});

/** Opens them all some times over, without keeping what the test itself would. */
async function openings(rounds: number): Promise<number> {
  const { world, logLines } = testbed.product;
  const tickets = Array.from({ length: AT_ONCE }, (_, n) => String(world.company.customer(n).tickets[0]!.id));
  for (let i = 0; i < rounds; i++) await Promise.all(tickets.map((id) => testbed.open(id)));
  testbed.bodies.length = 0;
  logLines.length = 0;
  world.calls.clear();
  return heapBytes();
}

/** What one opening leaves. Twice, and the smaller one: what is compiled meanwhile comes once, a leak each time. */
async function growth(): Promise<number> {
  const warm = await openings(WARM_ROUNDS);
  const first = await openings(ROUNDS);
  const second = await openings(ROUNDS);
  return Math.min(first - warm, second - first) / (ROUNDS * AT_ONCE);
}

it('an opening that is over leaves nothing in memory', async () => {
  expect(await growth()).toBeLessThan(MAX_EACH);
});

it('nor one in which systems failed', async () => {
  const { faults } = testbed.product.world;
  faults.set('billing', { kind: 'hang' });
  faults.set('telemetry', { kind: '5xx', status: 500 });
  expect(await growth()).toBeLessThan(MAX_EACH);
});
