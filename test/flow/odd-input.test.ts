import { createHmac, randomBytes } from 'node:crypto';
import { createSessions } from '@sidelight/api/access/session.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { staffFor } from '../world/company/staff.ts';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { leaveEarly, sayOddThings, type Target } from './odd-inputs.ts';
import { readStatus } from './read-status.ts';
import { type Replica, startReplica } from './replica.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const SLOW_MS = 120_000;
const server = process.env.TEST_DATABASE_URL;

/** As a release before this one stored them, or as a hand or a disk has left them. */
async function storeOddRows({ db }: OpenDatabase): Promise<void> {
  await sql`insert into incidents (tenant, id, system, opened_at) values ('acme', 'odd', 'constructor', now()),
    ('acme', 'torn', '__proto__', now())`.execute(db);
  await sql`insert into incident_entries (tenant, incident_id, entry) values ('acme', 'odd', '{"kind":"no kind"}')`.execute(
    db,
  );
  await sql`insert into connection_health (tenant, connector, system, state, since_ms, history, last_signal)
    values ('acme', 'constructor', 'toString', 'down', 0, '{}', 0)`.execute(db);
  await sql`insert into observations (tenant, day, kind, name, detail, count)
    values ('acme', now(), 'no kind', 'x', '', 1)`.execute(db);
  await sql`insert into health_versions (tenant, version) values ('acme', 1000000)
    on conflict (tenant) do update set version = health_versions.version + 1000000`.execute(db);
}

/** After everything: a ticket and the status, as anybody would ask for them. */
async function expectAllIsWell({ url, lead, agent }: Target): Promise<void> {
  const ask = (path: string, token: string, body?: object) =>
    fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  const context = await ask('/v1/context', agent, { ticketId: '1001' });
  expect(context.status).toBe(200);
  expect(await context.text()).toMatch(/"state":"ok"[\s\S]*"type":"done"/);
  const report = async () => StatusReport.parse(await (await ask('/v1/status', lead)).json());
  await until(async () => (await report()).incidents.length === 2, 30_000);
  const { incidents, damaged } = await report();
  expect(incidents.map(({ system, name }) => `${system} ${name}`).sort()).toEqual([
    '__proto__ __proto__',
    'constructor constructor',
  ]);
  // The entry and the connection; the observation is only read by whoever compares the map.
  expect(damaged).toBe(2);
  const stream = await readStatus({ url }, agent);
  await stream.until(({ systems }) => systems.length > 0);
  stream.close();
  for (const path of ['/v1/map', '/v1/map/observed?days=7', '/v1/setup']) {
    const answer = await ask(path, lead);
    expect([path, answer.status]).toEqual([path, path === '/v1/setup' ? 403 : 200]);
  }
}

async function throwEverything(target: Target, database: OpenDatabase): Promise<void> {
  const answers = await sayOddThings(target);
  expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
  expect(answers.filter(({ code }) => code === undefined || code === 'internal')).toEqual([]);
  await leaveEarly(target);
  await storeOddRows(database);
  await expectAllIsWell(target);
}

describe('one process on PGlite', { timeout: SLOW_MS }, () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ pace: { quietMs: 300 } });
  }, SLOW_MS);
  afterAll(() => product.stop());

  it('survives everything odd that callers and rows can hold, and says so in the log without a value', async () => {
    const { url, database, world } = product;
    const webhookSecret = world.env().ZENDESK_WEBHOOK_SECRET!;
    const [lead, agent] = [await product.session('lead'), await product.session('agent')];
    await throwEverything({ url, lead, agent, webhookSecret }, database);
    const log = product.logLines.join('');
    expect(log).not.toMatch(/"a bug"|health work failed/);
    expect(log.match(/a stored row is damaged and was left out/g)?.length).toBeGreaterThanOrEqual(2);
    expect(log).not.toMatch(/no kind|__proto__/);
  });

  it('takes so many notes for an incident, says when it is full, and pages what it holds', async () => {
    const lead = await product.session('lead');
    const note = (text: string) => product.post('/v1/incidents/odd/note', lead, { text });
    expect((await note('x'.repeat(501))).status).toBe(400);
    await sql`insert into incident_entries (tenant, incident_id, entry)
      select 'acme', 'odd', jsonb_build_object('kind', 'note', 'at', '2026-11-24T10:00:00.000Z', 'by', 'Kim', 'text', n::text)
      from generate_series(1, 199) n`.execute(product.database.db);
    expect((await note('the last one')).status).toBe(204);
    const refused = await note('one more');
    expect([refused.status, await refused.json()]).toMatchObject([
      413,
      { code: 'too_large', detail: expect.stringContaining('fit') },
    ]);
    const headers = { authorization: `Bearer ${lead}` };
    const report = StatusReport.parse(await (await fetch(`${product.url}/v1/status`, { headers })).json());
    const odd = report.incidents.find(({ id }) => id === 'odd');
    expect([odd?.timeline?.length, odd?.earlier]).toEqual([50, 150]);
    const page = await fetch(`${product.url}/v1/incidents/odd/timeline?from=190`, { headers });
    const read = await page.json();
    expect([read.total, read.from, read.entries.length, read.entries.at(-1).text]).toEqual([
      200,
      190,
      10,
      'the last one',
    ]);
  });
});

describe.skipIf(!server)('two processes on PostgreSQL', { timeout: SLOW_MS }, () => {
  let world: World;
  let empty: EmptyPostgres;
  let database: OpenDatabase;
  let replicas: readonly Replica[] = [];
  let targets: readonly Target[] = [];
  beforeAll(async () => {
    world = await startWorld({ customers: 20 });
    empty = await createEmptyPostgres(server!);
    const ports = await freePorts(2);
    const secret = randomBytes(32);
    const env = {
      ...world.env(),
      DATABASE_URL: empty.url,
      SESSION_SECRET: secret.toString('base64'),
      DRAIN_MS: '0',
    };
    replicas = await Promise.all(ports.map((port) => startReplica({ env, port })));
    database = await openDatabase({ url: empty.url });
    world.setApiUrl(replicas[0]!.url);
    // What the entry would issue: how it answers while nothing else is ready is no matter here.
    const { issue } = createSessions(secret, { now: Date.now });
    const who = { tenant: requireTenant('acme'), locale: 'en-US', location: 'ticket_sidebar' };
    // As the helpdesk knows them, which is asked again after half a minute.
    const session = (role: 'lead' | 'agent') => issue({ ...who, role, userId: String(staffFor(role, 'en')) }).token;
    const [lead, agent] = [session('lead'), session('agent')];
    const webhookSecret = world.env().ZENDESK_WEBHOOK_SECRET!;
    targets = replicas.map(({ url }) => ({ url, lead, agent, webhookSecret }));
  }, SLOW_MS);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
    await database.close();
    await empty.drop();
    await world.stop();
  }, SLOW_MS);

  it('survive the same, both of them', async () => {
    const [first, second] = targets;
    await throwEverything(first!, database);
    await expectAllIsWell(second!);
    for (const replica of replicas) expect(replica.said()).not.toMatch(/"a bug"|health work failed|SyntaxError/);
  });

  it('take up every webhook that a killed process had acknowledged, once', async () => {
    const inbox = () => database.db.selectFrom('webhook_inbox').selectAll().execute();
    // What the first one works on takes its time: most of them still wait when it is killed.
    world.faults.set('helpdesk', { kind: 'latency', ms: 1500 });
    const sent = await Promise.all(
      Array.from({ length: 42 }, (_, n) => postWebhook(targets[0]!, `left-${n}`, String(1001 + (n % 10)))),
    );
    expect(new Set(sent)).toEqual(new Set([204]));
    await replicas[0]!.stop('SIGKILL');
    world.faults.clear();
    expect((await inbox()).filter((row) => row.handled_at === null).length).toBeGreaterThan(30);
    await until(async () => (await inbox()).every((row) => row.handled_at !== null), 60_000);
    // What was signed and could not be read, as the tests before this one sent it, is kept for who looks after it.
    const { rows: dead } = await sql`select * from dead_letters where reason <> 'unreadable'`.execute(database.db);
    expect(dead).toEqual([]);
  });
});

async function postWebhook({ url, webhookSecret }: Target, id: string, ticketId: string): Promise<number> {
  const body = JSON.stringify({ type: 'zen:event-type:ticket.created', id, detail: { id: ticketId } });
  const at = new Date().toISOString();
  const signature = createHmac('sha256', webhookSecret)
    .update(at + body)
    .digest('base64');
  const headers = { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': at };
  return (await fetch(`${url}/webhooks/acme/helpdesk`, { method: 'POST', body, headers })).status;
}
