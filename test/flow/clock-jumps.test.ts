import { createHmac, randomBytes } from 'node:crypto';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastCards, shown } from './read-fields.ts';
import { type SetClock, takeClock } from './set-clock.ts';
import { type Product, startProduct } from './start-product.ts';

const HOUR_MS = 3_600_000;
const FRESH_MS = 2500;
const OPEN_MS = 1500;
const ticketId = '1001';
/** Forward and back by an hour, and forward by a day: the clock is off by an hour, minus one, and 23. */
const JUMPS = [HOUR_MS, -2 * HOUR_MS, 24 * HOUR_MS];
const secret = 'whsec_of_the_test_account';

/** What the map says in minutes happens in seconds. */
function quick(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const own = { freshMs: FRESH_MS, staleWhileRevalidateMs: 0, nobodyMs: FRESH_MS, retries: 0 };
    const breaker = { ...spec.budget.breaker, openMs: OPEN_MS, maxOpenMs: OPEN_MS };
    const reads = Object.entries(spec.reads).map(([name, read]) => [
      name,
      { ...read, budget: { ...read.budget, ...own } },
    ]);
    return [id, { ...spec, budget: { ...spec.budget, ...own, breaker }, reads: Object.fromEntries(reads) }];
  });
  return { ...map, systems: Object.fromEntries(systems) };
}

/** The machine's clock is set while the real service runs over the real world, all in this process. */
describe('while the clock is set forward and back', () => {
  let clock: SetClock;
  let product: Product;
  /** The clock that never jumps: it goes on when a test says so, however slow the machine is. */
  let steadyMs: number;
  beforeEach(async () => {
    clock = takeClock();
    steadyMs = Date.now();
    const env = { SESSION_SECRET: randomBytes(32).toString('base64'), STRIPE_WEBHOOK_SECRET: secret };
    product = await startProduct({ env, changeMap: quick, random: () => 0.5, steadyNow: () => steadyMs });
  });
  afterEach(async () => {
    await product.stop();
    clock.restore();
  });

  async function open(token: string) {
    product.world.calls.clear();
    const { events } = await product.stream(token, { ticketId });
    return { cards: [...lastCards(events).values()], asked: product.world.calls.counts().systems };
  }

  it('what is remembered is neither emptied nor kept longer, and agents go on', async () => {
    const first = await open(await product.session());
    const value = shown(first.cards, 'plan.name');
    for (const jump of JUMPS) {
      // Whoever is put out by it comes in again by itself, with the token that the helpdesk gives now.
      await open(await product.session());
      clock.jump(jump);
      const token = await product.session();
      const again = await open(token);
      expect(shown(again.cards, 'plan.name')).toEqual(value);
      expect(again.asked.billing?.total ?? 0, `asked again at once after ${jump}`).toBe(0);
      steadyMs += FRESH_MS * 1.2;
      const later = await open(token);
      expect(later.asked.billing?.total, `still remembered after ${jump}`).toBeGreaterThan(0);
    }
  });

  it('a session from before ends early, and none lives longer', async () => {
    const before = await product.session();
    const at = async (token: string) => (await product.post('/v1/context', token, { ticketId })).status;
    clock.jump(HOUR_MS);
    expect(await at(before)).toBe(401);
    const ahead = await product.session();
    expect(await at(ahead)).toBe(200);
    clock.jump(-HOUR_MS);
    expect(await at(ahead)).toBe(401);
    expect(await at(await product.session())).toBe(200);
  });

  it('a breaker stays open for as long as it should', async () => {
    for (const jump of JUMPS) {
      const usage = async () => {
        const { events } = await product.stream(await product.session(), { ticketId, refresh: 'telemetry' });
        const { systems } = product.world.calls.counts();
        return { events, asked: systems.telemetry?.total ?? 0 };
      };
      product.world.faults.set('telemetry', { kind: '5xx' });
      for (let i = 0; i < 5; i++) await usage();
      product.world.faults.clear();
      clock.jump(jump);
      product.world.calls.clear();
      expect((await usage()).asked, `opened at once by ${jump}`).toBe(0);
      steadyMs += OPEN_MS * 1.3;
      expect((await usage()).asked, `still closed after ${jump}`).toBeGreaterThan(0);
    }
  });

  it('who asked too much has still asked too much, and a delivery cannot be sent again', async () => {
    const nobody = product.world.tickets.find(({ truth }) => truth.customer.state === 'nobody')!;
    const about = {
      ...{ ticketId: String(nobody.ticketId), requesterId: String(nobody.bundle.tickets[0]!.requesterId) },
    };
    const search = async () =>
      (await product.post('/v1/links/search', await product.session(), { ...about, text: 'north' })).status;
    const statuses = [];
    for (let i = 0; i < 30; i++) statuses.push(await search());
    expect(statuses).toContain(429);
    const ticket = product.world.tickets.find((sample) => String(sample.ticketId) === ticketId)!;
    const event = { id: 'evt_1', object: 'event', type: 'customer.subscription.updated' };
    const customer = ticket.bundle.payers[0]!.id;
    const body = JSON.stringify({ ...event, data: { object: { id: 'sub_1', object: 'subscription', customer } } });
    const sentS = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${sentS}.${body}`).digest('hex');
    const headers = { 'stripe-signature': `t=${sentS},v1=${signature}` };
    const deliver = async () =>
      (await fetch(`${product.url}/webhooks/acme/billing`, { method: 'POST', body, headers })).status;
    const rows = async () => (await product.database.db.selectFrom('webhook_inbox').selectAll().execute()).length;
    expect(await deliver()).toBe(204);
    for (const jump of JUMPS) {
      clock.jump(jump);
      expect(await search(), `as many again after ${jump}`).toBe(429);
      expect(await deliver(), 'signed at another time').toBe(401);
    }
    // Where the clock is again as it was then, it is the same delivery.
    clock.jump(-JUMPS.reduce((sum, one) => sum + one));
    expect(await deliver()).toBe(204);
    expect(await rows()).toBe(1);
  });
});
