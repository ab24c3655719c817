import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { System } from '../world/systems.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

describe('what is left behind', () => {
  it('is one audit row a view, whoever asked and however it was answered', async () => {
    const agent = await product.session('agent');
    for (let i = 0; i < 3; i++) await product.stream(agent, { ticketId: '1001' });
    await product.whole(await product.session('lead'), { ticketId: '1001' });
    await expect
      .poll(
        async () =>
          (
            await product.database.db
              .selectFrom('audit')
              .select(['actor_id', 'role', 'requester_id', 'subject', 'tenant'])
              .where('ticket_id', '=', '1001')
              .where('action', '=', 'context.viewed')
              .orderBy('id')
              .execute()
          ).map((row) => `${row.tenant} ${row.role} ${row.requester_id ?? (row.subject && 'by a mark')}`),
        { timeout: 3000 },
      )
      .toEqual([...Array(3).fill('acme agent by a mark'), 'acme lead by a mark']);
  });

  it('holds nothing personal or secret in logs, metrics or refusals, whatever goes wrong', async () => {
    const token = await product.session();
    const faults = [
      'hang',
      'reset',
      '401',
      '403',
      '5xx',
      'malformed_json',
      'html_login',
      'schema_drift',
      'huge_body',
    ] as const;
    const systems: readonly System[] = ['crm', 'billing', 'telemetry', 'issues', 'helpdesk'];
    for (const [i, kind] of faults.entries()) {
      const system = systems[i % systems.length]!;
      product.world.faults.set(system, { kind });
      await product.stream(token, { ticketId: String(1001 + i), hints: { requesterId: '900020' } });
      product.world.faults.clear();
    }
    const refusal = await product.post('/v1/context', token, { ticketId: 'dana@northwind.example' });
    const metrics = await (await product.operator('/metrics')).text();
    const everything = product.logLines.join('') + metrics + (await refusal.text());
    expect(product.logLines.length).toBeGreaterThan(5);
    const env = product.world.env();
    const secrets = Object.entries(env).flatMap(([name, value]) => (/TOKEN|KEY$|SECRET/.test(name) ? [value] : []));
    const people = product.world.tickets.flatMap(({ truth, bundle }) => [
      ...bundle.tickets.map(({ subject }) => subject),
      truth.requester?.name,
      truth.requester?.email,
      truth.account?.name,
      truth.account?.id,
    ]);
    for (const word of [...secrets, token, ...people]) {
      if (word) expect(everything.includes(word), `found: ${word.slice(0, 4)}…`).toBe(false);
    }
    for (const vendor of Object.values(product.world.urls)) expect(everything).not.toContain(new URL(vendor).host);
    for (const line of product.logLines) expect(JSON.parse(line)).toMatchObject({ tenant: 'acme' });
  }, 30_000);

  it('is no call that nobody waits for any more', async () => {
    const own = await startProduct({ isAsShipped: true });
    try {
      const token = await own.session();
      await own.stream(token, { ticketId: '1002' });
      own.world.faults.set('billing', { kind: 'hang' });
      const agent = new AbortController();
      const started = Date.now();
      const moved = own.stream(token, { ticketId: '1002', refresh: 'payment' }, agent.signal).catch(() => 'moved on');
      await new Promise((resolve) => setTimeout(resolve, 150));
      agent.abort();
      expect(await moved).toBe('moved on');
      // The breaker is told nothing of it, and the next agent's call is a new one.
      own.world.faults.clear();
      const { events } = await own.stream(token, { ticketId: '1002', refresh: 'payment' });
      expect(Date.now() - started).toBeLessThan(1000);
      expect(JSON.stringify(events)).not.toContain('"reason"');
      expect(own.logLines.join('')).not.toContain('cancelled');
    } finally {
      await own.stop();
    }
  });
});
