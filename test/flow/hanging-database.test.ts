import { createHmac } from 'node:crypto';
import { verifyChain } from '@sidelight/api/audit/verify.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { readStatus } from './read-status.ts';
import { type StallingProxy, startStallingProxy } from './stalling-proxy.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
const acme = requireTenant('acme');
/** Less than any vendor waits for us: HubSpot 5 s, the others more. */
const REFUSED_WITHIN_MS = 5000;
const SLACK_MS = 300;

describe.skipIf(!server)('while the database hangs', { timeout: 90_000 }, () => {
  let empty: EmptyPostgres;
  let proxy: StallingProxy;
  let database: OpenDatabase;
  let product: Product;
  let agent: string;
  let lead: string;
  let linked: string[];
  beforeAll(async () => {
    empty = await createEmptyPostgres(server!);
    const { hostname, port } = new URL(empty.url);
    proxy = await startStallingProxy({ host: hostname, port: Number(port) || 5432 });
    const through = new URL(empty.url);
    through.host = `127.0.0.1:${proxy.port}`;
    database = await openDatabase({ url: through.href });
    product = await startProduct({ database, pace: { quietMs: 300 }, isAsShipped: true });
    [agent, lead] = [await product.session('agent'), await product.session('lead')];
    const sample = product.world.tickets.filter(({ truth }) => truth.customer.state === 'linked');
    linked = sample.map(({ ticketId }) => String(ticketId));
    await product.stream(agent, { ticketId: linked[0] });
    await until(async () => (await rowsOf('context.viewed')) > 0);
  });
  afterEach(async () => {
    proxy.setStalled(false);
    await empty.setAway(false);
    await until(() => database.isAnswering(), 10_000);
  });
  afterAll(async () => {
    await product.stop();
    await database.close();
    await proxy.close();
    await empty.drop();
  });

  const rowsOf = async (action: string): Promise<number> =>
    (await database.db.selectFrom('audit').select('seq').where('action', '=', action).execute()).length;
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const startedAt = performance.now();
    const answer = await work();
    return [answer, performance.now() - startedAt];
  };
  const get = (path: string, token = lead) =>
    fetch(product.url + path, { headers: { authorization: `Bearer ${token}` } });
  function deliver(id: string) {
    const body = JSON.stringify({ type: 'zen:event-type:ticket.created', id, detail: { id: '1' }, event: {} });
    const timestamp = new Date().toISOString();
    const signature = createHmac('sha256', product.world.env().ZENDESK_WEBHOOK_SECRET!).update(timestamp + body);
    return fetch(`${product.url}/webhooks/acme/helpdesk`, {
      ...{ method: 'POST', body },
      headers: {
        'content-type': 'application/json',
        'x-zendesk-webhook-signature': signature.digest('base64'),
        'x-zendesk-webhook-signature-timestamp': timestamp,
      },
    });
  }

  it('each ticket is answered by its deadline from the first moment on, and each view is on record afterwards', async () => {
    const before = await rowsOf('context.viewed');
    proxy.setStalled(true);
    const [warm, ...others] = linked.slice(0, 6);
    for (const ticketId of [warm, warm, ...others]) {
      const [{ events }, ms] = await timed(() => product.stream(agent, { ticketId }));
      expect(ms).toBeLessThan(2500 + SLACK_MS);
      expect(events.at(-1)?.type).toBe('done');
      expect(events.filter(({ type }) => type === 'card').length).toBeGreaterThan(3);
    }
    proxy.setStalled(false);
    await until(async () => (await rowsOf('context.viewed').catch(() => 0)) === before + 7, 20_000);
    const log = createAuditLog(database.db);
    const end = await log.headOf(acme);
    expect((await verifyChain(log.chainOf(acme, end), end, [])).findings).toEqual([]);
  });

  it.each(['hangs', 'refuses'])('that it %s is said to agents and leads, who hear when it is over', async (how) => {
    const [agents, leads] = [await readStatus(product, agent), await readStatus(product, lead)];
    if (how === 'hangs') proxy.setStalled(true);
    else await empty.setAway(true);
    for (const reader of [agents, leads]) await reader.until(({ isStoreAway }) => isStoreAway === true);
    const [answer, ms] = await timed(() => get('/v1/status'));
    expect(ms).toBeLessThan(REFUSED_WITHIN_MS);
    expect(answer.status).toBe(503);
    expect(Problem.parse(await answer.json())).toMatchObject({
      code: 'store_away',
      detail: expect.stringContaining('Nothing was saved'),
    });
    expect(
      await product.world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(9000)),
    ).toEqual({ ok: false, status: 503 });
    proxy.setStalled(false);
    await empty.setAway(false);
    for (const reader of [agents, leads]) await reader.until(({ isStoreAway }) => isStoreAway === undefined);
    expect((await get('/v1/status')).status).toBe(200);
    for (const reader of [agents, leads]) reader.close();
  });

  it('it is not ready, and lives', async () => {
    proxy.setStalled(true);
    const [answer, ms] = await timed(() => get('/readyz'));
    expect([answer.status, ms < 2500]).toEqual([503, true]);
    expect((await get('/healthz')).status).toBe(200);
    proxy.setStalled(false);
    await until(async () => (await get('/readyz')).status === 200, 5000);
  });

  it('a webhook is refused within what its sender waits, and stored once when it comes again', async () => {
    proxy.setStalled(true);
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => timed(() => deliver(id))));
    for (const [{ status, headers }, ms] of answers) {
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(ms).toBeLessThan(REFUSED_WITHIN_MS);
    }
    proxy.setStalled(false);
    await until(() => database.isAnswering(), 5000);
    for (const id of ['a', 'b', 'c', 'a']) expect((await deliver(id)).status).toBe(204);
    const { rows } = await sql<{ n: string }>`select count(*) as n from webhook_inbox
      where delivery_id in ('a', 'b', 'c')`.execute(database.db);
    expect(Number(rows[0]?.n)).toBe(3);
  });

  it('one table that is held makes nobody wait beyond the deadline either', async () => {
    const held = Promise.withResolvers<void>();
    const holding = database.db.transaction().execute(async (tx) => {
      await sql`lock table links, link_rejections, last_known, audit_heads in access exclusive mode`.execute(tx);
      await held.promise;
    });
    for (const ticketId of linked.slice(6, 9)) {
      const [{ events }, ms] = await timed(() => product.stream(agent, { ticketId }));
      expect(ms).toBeLessThan(2500 + SLACK_MS);
      expect(events.at(-1)?.type).toBe('done');
    }
    held.resolve();
    await holding;
  });

  it('has said what it is, and called it no bug', () => {
    const said = product.logLines.join('');
    expect(said).toContain('"the store does not answer"');
    expect(said).not.toContain('"a bug"');
  });
});
