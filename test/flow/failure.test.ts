import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultInput } from '../world/faults/fault.ts';
import { customerIn, fieldIn, lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  product = await startProduct({ database, isAsShipped: true });
});
afterAll(async () => {
  await product.stop();
  await database.close();
});

/** A service of its own for each fault: a breaker remembers. */
async function fresh<T>(use: (product: Product, token: string) => Promise<T>, options = {}): Promise<T> {
  const own = await startProduct({ database, isAsShipped: true, ...options });
  try {
    return await use(own, await own.session());
  } finally {
    await own.stop();
  }
}

const faults: readonly (readonly [FaultInput, Reason])[] = [
  [{ kind: 'hang' }, 'timeout'],
  [{ kind: 'reset' }, 'unreachable'],
  [{ kind: '401' }, 'credential'],
  [{ kind: '403' }, 'forbidden'],
  [{ kind: '429', retryAfterS: 5 }, 'rate_limited'],
  [{ kind: '5xx', status: 503 }, 'upstream_error'],
  [{ kind: 'malformed_json' }, 'bad_answer'],
  [{ kind: 'wrong_content_type' }, 'bad_answer'],
  [{ kind: 'html_login' }, 'bad_answer'],
  [{ kind: 'empty_body' }, 'bad_answer'],
  [{ kind: 'huge_body', bytes: 3_000_000 }, 'bad_answer'],
  [{ kind: 'slow_drip', bytesPerS: 20 }, 'timeout'],
  [{ kind: 'schema_drift' }, 'bad_answer'],
];

describe('a system that misbehaves', () => {
  it.each(faults)('%o of billing is %s, in its own slots, with what to do instead', async (fault, reason) => {
    await fresh(async (own, who) => {
      own.world.faults.set('billing', fault);
      const started = performance.now();
      const { events } = await own.stream(who, { ticketId: '1001' });
      expect(performance.now() - started).toBeLessThan(2550);
      const cards = lastCards(events);
      const status = fieldIn(cards.values(), 'payment.status');
      expect(status).toMatchObject({ state: 'failed', reason });
      if (status.state !== 'failed') throw new Error('not failed');
      expect(status.fallback.owner).toBe('RevOps');
      expect(status.fallback.steps[0]?.text).toContain('dana');
      expect(status.fallback.steps[0]?.url).toMatch(/\/console\/search\?query=dana/);
      expect(cards.get('usage')?.sources).toMatchObject([{ state: 'ok' }]);
      expect(cards.get('identity')?.sources.every((s) => s.state === 'ok')).toBe(true);
      expect(cards.get('issues')?.sources.every((s) => s.state === 'ok')).toBe(true);
      expect(events.at(-1)?.type).toBe('done');
    });
  });

  it('a key that may not read deals costs the card of sales, and no other', async () => {
    await fresh(async (own, who) => {
      own.world.crm.switches.withheld.add('deals');
      const cards = lastCards((await own.stream(who, { ticketId: '1001' })).events);
      const deals = fieldIn(cards.values(), 'sales.deals');
      expect(deals).toMatchObject({ state: 'failed', reason: 'forbidden', fallback: { owner: 'Sales Ops' } });
      if (deals.state !== 'failed') throw new Error('not failed');
      expect(deals.fallback.steps[0]?.url).toMatch(/record\/0-2\/6100000101$/);
      expect(cards.get('identity')?.sources.every((s) => s.state === 'ok')).toBe(true);
      // Of the next customer neither: what was refused is about the question, not about the key.
      const next = lastCards((await own.stream(who, { ticketId: '1002' })).events);
      expect(fieldIn(next.values(), 'account.name')).toMatchObject({ state: 'ok' });
      expect(fieldIn(next.values(), 'sales.deals')).toMatchObject({ state: 'failed', reason: 'forbidden' });
    });
  });

  it('does not hold the healthy cards up', async () => {
    await fresh(async (own, who) => {
      await own.stream(who, { ticketId: '1001' });
      own.world.faults.set('telemetry', { kind: 'hang' });
      const { events, atMs } = await own.stream(who, { ticketId: '1001', refresh: 'usage' });
      const arrival = (id: string) => atMs[events.findIndex((e) => e.type === 'card' && e.card.id === id)]!;
      for (const id of ['identity', 'plan', 'payment', 'issues']) expect(arrival(id), id).toBeLessThan(100);
      expect(atMs.at(-1)).toBeGreaterThan(1000);
    });
  });

  it('keeps the last value, with its age and why, when a system goes away', async () => {
    await fresh(async (own, who) => {
      await own.stream(who, { ticketId: '1001' });
      own.world.faults.set('billing', { kind: '5xx', status: 500 });
      const { events } = await own.stream(who, { ticketId: '1001', refresh: 'payment' });
      const status = fieldIn(lastCards(events).values(), 'payment.status');
      expect(status).toMatchObject({ state: 'stale', reason: 'upstream_error', value: { code: 'paid' } });
      expect(status.state === 'stale' && status.fallback?.steps.length).toBeGreaterThan(0);
    });
  });

  it('still has the last value after a restart', async () => {
    await fresh(async (own, who) => {
      await own.stream(who, { ticketId: '1001' });
    });
    const restarted = await startProduct({ database, isRestart: true, isAsShipped: true });
    try {
      restarted.world.faults.set('billing', { kind: '401' });
      const { events } = await restarted.stream(await restarted.session(), { ticketId: '1001' });
      const status = fieldIn(lastCards(events).values(), 'payment.status');
      expect(status).toMatchObject({ state: 'stale', reason: 'credential', value: { code: 'paid' } });
      expect(customerIn(events)).toMatchObject({ state: 'linked' });
    } finally {
      await restarted.stop();
    }
  });

  it('answers in the first flush once the breaker is open, and recovers by itself', async () => {
    await fresh(async (own, who) => {
      await own.stream(who, { ticketId: '1004' });
      own.world.faults.set('telemetry', { kind: '5xx', status: 500 });
      for (let i = 0; i < 6; i++) await own.stream(who, { ticketId: '1001', refresh: 'usage' });
      own.world.calls.clear();
      const { events, atMs } = await own.stream(who, { ticketId: '1002' });
      const usage = fieldIn(lastCards(events).values(), 'usage.active');
      expect(usage).toMatchObject({ state: 'failed', reason: 'circuit_open' });
      expect(atMs.at(-1)).toBeLessThan(300);
      expect(own.world.calls.counts().systems.telemetry?.total ?? 0).toBe(0);
      const open = events[0];
      const health = open?.type === 'open' ? open.health.find((h) => h.system === 'telemetry') : undefined;
      expect(health).toMatchObject({ state: 'down', reason: 'upstream_error' });
      own.world.faults.clear();
      await new Promise((resolve) => setTimeout(resolve, 6500));
      const after = await own.stream(who, { ticketId: '1002' });
      expect(fieldIn(lastCards(after.events).values(), 'usage.active').state).toBe('ok');
    });
  });

  it('releases nothing when the helpdesk cannot say whose ticket it is', async () => {
    await fresh(async (own, who) => {
      own.world.faults.set('helpdesk', { kind: 'hang' });
      const dana = own.world.tickets[0]!.truth;
      const { events } = await own.stream(who, { ticketId: '1001', hints: { requesterId: '900010' } });
      expect(customerIn(events)).toEqual({ state: 'unverified', reason: 'timeout' });
      expect(JSON.stringify(events)).not.toContain(dana.account!.name);
      for (const card of lastCards(events).values()) {
        expect(card.waiting).toEqual([]);
        for (const field of card.fields) expect(field).toMatchObject({ state: 'failed', reason: 'timeout' });
      }
    });
  });

  it('goes on from a young copy when the helpdesk hangs, and says that its own value is old', async () => {
    let offset = 0;
    await fresh(
      async (own, who) => {
        await own.stream(who, { ticketId: '1001' });
        own.world.faults.set('helpdesk', { kind: 'hang' });
        offset = 60_000;
        const { events, atMs } = await own.stream(who, { ticketId: '1001' });
        const plan = events.findIndex((e) => e.type === 'card' && e.card.id === 'plan');
        expect(atMs[plan]).toBeLessThan(100);
        const cards = lastCards(events);
        expect(fieldIn(cards.values(), 'plan.name').state).toBe('ok');
        expect(fieldIn(cards.values(), 'customer.name')).toMatchObject({ state: 'stale', reason: 'timeout' });
        offset = 400_000;
        const later = await own.stream(who, { ticketId: '1001' });
        expect(customerIn(later.events)).toMatchObject({ state: 'unverified' });
      },
      { now: () => Date.now() + offset },
    );
  });

  it('still shows what a learned link can reach while the CRM hangs', async () => {
    await fresh(async (own, who) => {
      await own.stream(who, { ticketId: '1001' });
      own.world.faults.set('crm', { kind: 'hang' });
      const { events } = await own.stream(who, { ticketId: '1001', refresh: 'identity' });
      const cards = lastCards(events);
      expect(customerIn(events)).toMatchObject({ state: 'linked' });
      expect(fieldIn(cards.values(), 'payment.status').state).toBe('ok');
      expect(fieldIn(cards.values(), 'account.tier')).toMatchObject({ state: 'stale', reason: 'timeout' });
    });
  });

  it('says what to do when the CRM hangs and nothing was learned yet', async () => {
    await fresh(async (own, who) => {
      own.world.faults.set('crm', { kind: 'hang' });
      const { events } = await own.stream(who, { ticketId: '1001' });
      expect(customerIn(events)).toMatchObject({ state: 'unresolved', reason: 'timeout' });
      const payment = fieldIn(lastCards(events).values(), 'payment.status');
      expect(payment).toMatchObject({ state: 'failed', reason: 'timeout', fallback: { owner: 'RevOps' } });
      expect(lastCards(events).get('payment')?.sources).toMatchObject([{ state: 'unlinked', reason: 'timeout' }]);
    });
  });
});

describe('a request that is wrong', () => {
  afterEach(() => product.world.faults.clear());
  it.each([
    ['no session', undefined, { ticketId: '1001' }, 401, 'not_signed_in'],
    ['a made-up session', 'a.b', { ticketId: '1001' }, 401, 'not_signed_in'],
  ])('%s', async (_, bearer, body, status, code) => {
    const answer = await product.post('/v1/context', bearer, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it.each([
    ['an id that is none', { ticketId: '../users/1' }],
    ['nothing', {}],
    ['something more', { ticketId: '1', role: 'admin' }],
  ])('names the fields of %s', async (_, body) => {
    token ??= await product.session();
    const answer = await product.post('/v1/context', token, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad_request', fields: expect.any(Array) });
  });

  it('knows no ticket that the helpdesk does not know', async () => {
    token ??= await product.session();
    const { events } = await product.stream(token, { ticketId: '99999999' });
    expect(customerIn(events)).toEqual({ state: 'unknown_ticket' });
    for (const card of lastCards(events).values()) {
      for (const field of card.fields) expect(field).toMatchObject({ state: 'unlinked', why: 'unknown_ticket' });
    }
  });
});
