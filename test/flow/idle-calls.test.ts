import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSupportSweep } from '@sidelight/api/store/support-due.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { type Vendor, vendors } from '../world/systems.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What passes between two looks at the clock; the heartbeat looks in between. */
const STEP_MS = 15_000;
/** Calls an hour to one vendor that nobody asked for. */
const LINE = 12;

let product: Product;
let aheadMs = 0;
afterEach(() => product.stop());

/** As it is shipped, but for a heart that beats twenty times a second; the clock it is paced by is ours. */
async function start(isAllTimeOurs = false): Promise<void> {
  aheadMs = 0;
  const began = Date.now();
  const clock = () => began + aheadMs;
  const ours = { steadyNow: clock, ...(isAllTimeOurs && { now: clock }) };
  product = await startProduct({ isPacedByMap: true, changeMap: fastHeart, ...ours });
}
/** An hour passes in seconds, while vendors' minutes are real ones: all of a limit is given to it. */
const fastHeart = (map: IntegrationMap): IntegrationMap => {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const connectors = Object.entries(spec.connectors).map(([own, one]) => [own, { ...one, quota: { share: 1 } }]);
    return [id, { ...spec, connectors: Object.fromEntries(connectors) }];
  });
  const { probes } = map.health;
  return {
    ...map,
    systems: Object.fromEntries(systems),
    health: { ...map.health, probes: { ...probes, suspectMs: 50 } },
  };
};

async function pass(ms: number, meanwhile: () => Promise<unknown> = async () => {}, stepMs = STEP_MS): Promise<void> {
  for (const untilMs = aheadMs + ms; aheadMs < untilMs; aheadMs += stepMs) {
    await meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}
const callsTo = (vendor: Vendor) => product.world.calls.list().filter((call) => call.vendor === vendor);
const probesOf = (vendor: Vendor) =>
  callsTo(vendor).filter(({ path, query }) =>
    /\/users\/me\b|\/account-info\/|\/v1\/products\?limit=1$|\/myself/.test(`${path}?${query}`),
  ).length;
/** Those whose probes ask what nothing else asks. */
const untold: readonly string[] = ['posthog', 'statuspage'];
const told = vendors.filter((vendor) => !untold.includes(vendor));
const canaries = () => callsTo('zendesk').filter(({ path }) => path === '/api/v2/tickets/1027').length;
const command = (token: string) => product.post('/v1/owners/tell', token, { field: 'plan.name' });

describe('with nobody at work', () => {
  it('each vendor is asked at most 12 times an hour, all causes together, though a page is open', async () => {
    await start();
    const { world } = product;
    const token = await product.session('lead');
    const page = new AbortController();
    void fetch(`${product.url}/v1/status/stream`, {
      ...{ method: 'POST', body: '{}', signal: page.signal },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    }).catch(() => {});
    await until(() => canaries() > 0);
    await pass(16 * MINUTE_MS);
    world.calls.clear();
    const pagesRead = world.vendorPages.reads();
    // A ticket that comes in at night is warmed for nobody.
    world.webhooks.emit('created', world.tickets[0]!.bundle.tickets[0]!);
    await pass(HOUR_MS);
    page.abort();
    expect(world.webhooks.deliveries().map(({ status }) => status)).toEqual([204]);
    for (const vendor of vendors) {
      expect(callsTo(vendor).length, vendor).toBeLessThanOrEqual(LINE);
      // An hour passes in a quarter of a minute: whoever probes has to hold the lease just then.
      expect(callsTo(vendor).length, `${vendor} is still looked after`).toBeGreaterThanOrEqual(1);
    }
    expect(world.vendorPages.reads(), 'status pages').toBe(pagesRead);
  }, 90_000);
});

describe('with nobody at work and sync on', () => {
  it('each vendor is asked at most 12 times an hour all the same, and both sides are still looked at', async () => {
    await start();
    const { db } = product.database;
    const jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
    const switches = createSyncSwitches(db, jobs);
    for (const object of ['company', 'contact', 'ticket']) await switches.set(tenant, object, true, 'test');
    const sweep = createSupportSweep(db, jobs, () => []);
    // Whatever is asked by the store's clock: it goes on as ours does.
    const step = async () => {
      const by = sql`make_interval(secs => ${STEP_MS / 1000})`;
      await sql`update sync_switches set asked_left_at = asked_left_at - ${by}, asked_right_at = asked_right_at - ${by},
        asked_deals_at = asked_deals_at - ${by}`.execute(db);
      await sql`update support_feeds set next_at = next_at - ${by}`.execute(db);
      await switches.ask([]);
      await sweep();
    };
    // The first looks, and the history of tickets, are work that somebody has asked for.
    await pass(70 * MINUTE_MS, step);
    // It is the hour in which both sides are asked for their properties, too.
    await sql`update sync_switches set asked_fields_at = 'epoch'`.execute(db);
    await sql`update sync_definitions set asked_at = 'epoch'`.execute(db);
    product.world.calls.clear();
    await pass(HOUR_MS, step);
    await jobs.close();
    for (const vendor of vendors) expect(callsTo(vendor).length, vendor).toBeLessThanOrEqual(LINE);
    const looks = (vendor: Vendor, path: RegExp) => callsTo(vendor).filter((call) => path.test(call.path)).length;
    expect(looks('hubspot', /contacts\/search/)).toBe(1);
    expect(looks('hubspot', /crm\/properties/)).toBe(2);
    expect(looks('hubspot', /companies\/search/)).toBe(1);
    expect(looks('zendesk', /incremental\/users/)).toBe(1);
    expect(looks('zendesk', /incremental\/organizations/)).toBe(1);
  }, 240_000);
});

describe('with somebody at work', () => {
  it('a vendor that is asked anyway needs no probe', async () => {
    await start(true);
    const ticketId = String(product.world.tickets[0]!.ticketId);
    await product.stream(await product.session('agent'), { ticketId });
    product.world.calls.clear();
    await pass(HOUR_MS / 2, async () => product.stream(await product.session('agent'), { ticketId }));
    for (const vendor of told) expect(probesOf(vendor), vendor).toBe(0);
    expect(canaries(), 'one in a quarter of an hour').toBeLessThanOrEqual(2);
    expect(callsTo('stripe').length).toBeGreaterThan(30);
  }, 120_000);

  it('has the canary read at once after a silence, then every quarter of an hour; the rest is probed as at night', async () => {
    await start();
    const token = await product.session('agent');
    await until(() => canaries() === 1);
    await pass(HOUR_MS / 2);
    expect(canaries(), 'nobody has come back').toBe(1);
    product.world.calls.clear();
    const pagesRead = product.world.vendorPages.reads();
    await command(token);
    await until(() => canaries() === 1);
    await until(() => product.world.vendorPages.reads() > pagesRead);
    await pass(HOUR_MS, () => command(token));
    // A busy machine misses some: whoever reads it has to hold the lease just then.
    expect(canaries()).toBeGreaterThanOrEqual(2);
    expect(canaries()).toBeLessThanOrEqual(5);
    for (const vendor of told) expect(probesOf(vendor), vendor).toBeLessThanOrEqual(LINE);
  }, 120_000);

  it('a first failing call is followed up at once, whatever the pace', async () => {
    await start();
    const token = await product.session('agent');
    await until(() => canaries() === 1);
    product.world.faults.set('billing', { kind: '5xx', status: 503 });
    product.world.calls.clear();
    await product.stream(token, { ticketId: String(product.world.tickets[3]!.ticketId) });
    // So slowly that the lease of whoever probes is renewed in time.
    await pass(10_000, async () => {}, 100);
    expect(probesOf('stripe')).toBeGreaterThan(0);
  }, 60_000);
});
