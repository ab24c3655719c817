import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { customerIn, fieldIn, lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
let offset = 0;
beforeAll(async () => {
  product = await startProduct({ now: () => Date.now() + offset, isAsShipped: true });
});
afterAll(() => product.stop());
beforeEach(async () => {
  token = await product.session();
  product.world.calls.clear();
});
afterEach(() => {
  product.world.faults.clear();
});

const calls = (system: 'billing' | 'crm' | 'helpdesk' | 'issues' | 'telemetry') =>
  product.world.calls.counts().systems[system]?.total ?? 0;

/** Contexts answered whole, from memory. */
async function servedFromCache(): Promise<number> {
  const metrics = await (await product.operator('/metrics')).text();
  return Number(/sidelight_context_seconds_count\{tenant="acme",outcome="cached"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}

describe('remembering', () => {
  it('makes one upstream call for a thousand agents on one cold ticket', async () => {
    product.world.faults.set('billing', { kind: 'latency', ms: 300 });
    const all = await Promise.all(
      Array.from({ length: 1000 }, async () => {
        const answer = await product.post('/v1/context', token, { ticketId: '1010' });
        return answer.text();
      }),
    );
    for (const text of all) expect(text).toContain('"type":"done"');
    const paths = product.world.calls.counts().systems;
    expect(Object.values(paths.billing?.paths ?? {})).toEqual([1, 1, 1]);
    // Whose ticket it is, and their other ones.
    expect(calls('helpdesk')).toBe(2);
    expect(calls('telemetry')).toBe(2);
  }, 30_000);

  it('asks nobody again while everything is fresh, and the same lines come back', async () => {
    const first = await product.stream(token, { ticketId: '1001' });
    product.world.calls.clear();
    const before = await servedFromCache();
    const second = await product.stream(token, { ticketId: '1001' });
    expect(product.world.calls.counts().total).toBe(0);
    expect(await servedFromCache()).toBe(before + 1);
    expect([...lastCards(second.events).values()].map((c) => c.fields)).toEqual(
      [...lastCards(first.events).values()].map((c) => c.fields),
    );
  });

  it('shows an old value at once and a fresh one after it', async () => {
    await product.stream(token, { ticketId: '1002' });
    product.world.calls.clear();
    offset += 120_000;
    product.world.faults.set('billing', { kind: 'latency', ms: 200 });
    const { events, atMs } = await product.stream(token, { ticketId: '1002' });
    const states = events.flatMap((event, i) => {
      const field = event.type === 'card' ? event.card.fields.find((f) => f.id === 'payment.status') : undefined;
      return field ? [{ state: field.state, at: atMs[i]! }] : [];
    });
    expect(states[0]?.state).toBe('stale');
    expect(states[0]?.at).toBeLessThan(80);
    expect(states.at(-1)?.state).toBe('ok');
    expect(calls('billing')).toBe(2);
  });

  it('reads one card again on request, and no other', async () => {
    await product.stream(token, { ticketId: '1004' });
    product.world.calls.clear();
    await product.stream(token, { ticketId: '1004', refresh: 'usage' });
    expect(calls('telemetry')).toBe(2);
    expect(calls('billing') + calls('crm') + calls('helpdesk')).toBe(0);
  });

  it('fans out in one hop once the link is learned', async () => {
    await product.stream(token, { ticketId: '1026' });
    offset += 400_000; // past fresh and past revalidation: everything is asked anew
    token = await product.session();
    for (const system of ['helpdesk', 'crm', 'billing', 'telemetry'] as const) {
      product.world.faults.set(system, { kind: 'latency', ms: 150 });
    }
    const ticket = product.world.tickets.find((t) => t.ticketId === 1026)!;
    const user = ticket.bundle.tickets[0]!.requesterId;
    const organization = ticket.bundle.tickets[0]!.organizationId;
    const hints = { requesterId: String(user), ...(organization ? { organizationId: String(organization) } : {}) };
    const { atMs, events } = await product.stream(token, { ticketId: '1026', hints });
    expect(fieldIn(lastCards(events).values(), 'plan.name').state).toBe('ok');
    // One hop of 150 ms where three in a row would be 450.
    expect(atMs.at(-1)).toBeLessThan(290);
  });
});

describe('hints', () => {
  it('release nothing of somebody else’s, call off what was begun, and leave a trace', async () => {
    await product.stream(token, { ticketId: '1001' });
    await product.stream(token, { ticketId: '1002' });
    const dana = product.world.tickets[0]!;
    const danaUser = String(dana.bundle.tickets[0]!.requesterId);
    offset += 400_000;
    token = await product.session();
    product.world.faults.set('billing', { kind: 'latency', ms: 100 });
    const { events } = await product.stream(token, { ticketId: '1002', hints: { requesterId: danaUser } });
    expect(customerIn(events)).toMatchObject({ state: 'linked', requester: { name: 'Tomás Herrera' } });
    expect(JSON.stringify(events)).not.toContain(dana.truth.account!.name);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const rows = await product.database.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'context.hint_mismatch')
      .execute();
    expect(rows).toMatchObject([{ tenant: 'acme', ticket_id: '1002' }]);
  });

  it('that disagree with our copy make us ask the helpdesk', async () => {
    await product.stream(token, { ticketId: '1007' });
    product.world.calls.clear();
    await product.stream(token, { ticketId: '1007', hints: { requesterId: '1' } });
    expect(calls('helpdesk')).toBe(1);
  });
});
