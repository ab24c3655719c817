import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leakedHandles, resources } from './handle-leaks.ts';
import { watchInFlight } from './in-flight.ts';
import { unlessStarved } from './starvation.ts';
import { openTestbed, type Testbed } from './testbed.ts';

const AT_ONCE = 50;
/** A hundred questions stand in line for twenty places: five turns of this leave most of a read's own time. */
const VENDOR_MS = 20;
/** What the map allows at once of each vendor. */
const CONCURRENCY = 20;
/** A probe is nobody's call, and waits in no line. */
const AT_ONCE_PROBES = 1;
/** Product, world and fifty pages share this process and two busy cores: half a second of work, and no failure. */
const patience = { timeoutMs: 1400, deadlineMs: 2400 };
/** Probes of billing while it is not yet known to fail: one each 100 ms, two more to confirm. */
const PROBES = 12;

let database: OpenDatabase;
let testbed: Testbed;
let tickets: string[];
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
});
afterAll(() => database.close());
async function gather(): Promise<void> {
  const { company } = testbed.product.world;
  tickets = Array.from({ length: AT_ONCE }, (_, n) => String(company.customer(n).tickets[0]!.id));
  // Everybody's customer is known: all that is left is one hop, which all fifty take together.
  // A few at a time: a process that runs all of this for the first time is slow, and that is not what is measured.
  for (let i = 0; i < AT_ONCE; i += 5) await Promise.all(tickets.slice(i, i + 5).map((id) => testbed.open(id)));
  await testbed.status.until((s) => s.systems.every(({ state }) => state === 'ok'));
  testbed.product.world.calls.clear();
}
const crowd = (test: () => Promise<void>) => () =>
  unlessStarved(async () => {
    const seed = process.env.CHAOS_SEED ?? 'chaos';
    testbed = await openTestbed(database, { seed, customers: AT_ONCE, vendorMs: VENDOR_MS, patience });
    await gather()
      .then(test)
      .finally(() => testbed.stop());
  });

const billingCalls = () =>
  testbed.product.world.calls.list().filter(({ system, path }) => system === 'billing' && path !== '/v1/products');

describe(`${AT_ONCE} tickets opened at once`, { timeout: 60_000 }, () => {
  it(
    'are all answered in time while a system hangs, with no more calls than the map allows',
    crowd(async () => {
      testbed.product.world.faults.set('billing', { kind: 'hang' });
      const flights = watchInFlight(testbed.product.world.urls.stripe);
      const before = resources().get('Timeout') ?? 0;
      const all = await Promise.all(tickets.map((id) => testbed.open(id)));
      // Deadlines of the fifty would have most of a second to run, had they not been called off.
      const left = await leakedHandles(new Map([['Timeout', before + 10]]), 100);
      expect(left.filter((kind) => kind.includes('Timeout'))).toEqual([]);
      for (const { events, tookMs, cards } of all) {
        expect(events.at(-1)?.type).toBe('done');
        expect(tookMs).toBeLessThan(patience.deadlineMs + 50);
        const usage = cards.get('usage')?.fields.map(({ state }) => state) ?? ['nothing'];
        expect(usage.filter((state) => state !== 'ok' && state !== 'absent')).toEqual([]);
      }
      flights.stop();
      expect(flights.peak()).toBeGreaterThan(CONCURRENCY / 2);
      expect(flights.peak()).toBeLessThanOrEqual(CONCURRENCY + AT_ONCE_PROBES);
    }),
  );

  it(
    'retry no more than one call in ten of a system that fails',
    crowd(async () => {
      testbed.product.world.faults.set('billing', { kind: '5xx', status: 503 });
      await Promise.all(tickets.map((id) => testbed.open(id)));
      const firsts = new Set(billingCalls().map(({ path, query }) => `${path}?${query}`)).size;
      // Ten is the most that may have been saved up, and a tenth of what was asked meanwhile is earned.
      expect(billingCalls().length).toBeLessThanOrEqual(firsts + 10 + firsts / 10);
    }),
  );

  it(
    'of one ticket are one call of each read',
    crowd(async () => {
      const again = Array.from({ length: AT_ONCE }, () => tickets[0]!);
      await Promise.all(again.map((id) => testbed.open(id)));
      const customer = testbed.product.world.company.customer(0).payers[0]!.id;
      const own = billingCalls().filter(({ query }) => query.includes(customer));
      // Fresh for no time at all: who comes a moment later asks again.
      expect(own.length).toBeLessThanOrEqual(2 * 3 + PROBES);
    }),
  );
});
