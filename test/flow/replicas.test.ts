import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { startNginx } from './nginx-front.ts';
import { readStatus } from './read-status.ts';
import { type Replica, startReplica } from './replica.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';
import { type SidebarAgent, startAgent } from './sidebar-agent.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
/** Ours needs nothing; the other one is the configuration that we hand out. */
const startFront = process.env.TEST_FRONT === 'nginx' ? startNginx : startRoundRobin;
const NEXT = join(import.meta.dirname, 'next-release-process.ts');

/** What was counted, for whoever runs it to look at. */
const note = (what: string, seen: object) => process.stdout.write(`${what}: ${JSON.stringify(seen)}\n`);

describe.skipIf(!server)('two processes behind a plain round-robin', { timeout: 90_000, retry: 0 }, () => {
  let world: World;
  let empty: EmptyPostgres;
  let database: OpenDatabase;
  let env: Record<string, string>;
  let ports: readonly number[];
  let front: RoundRobin;
  let replicas: [Replica, Replica];
  let agents: readonly SidebarAgent[];

  const start = (nth: 0 | 1, program?: string) =>
    startReplica({ env, port: ports[nth]!, ...(program === undefined ? {} : { program }) });
  const restart = async (nth: 0 | 1, program?: string) => {
    replicas[nth] = await start(nth, program);
  };

  beforeAll(async () => {
    world = await startWorld({ customers: 20, latency: 'demo' });
    empty = await createEmptyPostgres(server!);
    ports = await freePorts(3);
    front = await startFront(
      ports[2]!,
      [0, 1].map((nth) => `http://127.0.0.1:${ports[nth]}`),
    );
    world.setApiUrl(front.url);
    env = {
      ...world.env(),
      DATABASE_URL: empty.url,
      SESSION_SECRET: randomBytes(32).toString('base64'),
      DRAIN_MS: '400',
    };
    // Both at once, on a database with nothing in it.
    replicas = await Promise.all([start(0), start(1)]);
    database = await openDatabase({ url: empty.url });
    const linked = world.tickets.filter(({ truth }) => truth.customer.state === 'linked').slice(0, 8);
    const ticketIds = linked.map(({ ticketId }) => String(ticketId));
    agents = await Promise.all(
      (['agent', 'lead', 'admin'] as const).map((role) => startAgent({ world, url: front.url, role, ticketIds })),
    );
    await until(() => agents.every((agent) => agent.opened() >= ticketIds.length), 30_000);
  }, 90_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    await Promise.all(replicas.map((replica) => replica.stop('SIGTERM')));
    await front.close();
    await database.close();
    await empty.drop();
    await world.stop();
  }, 30_000);

  /** What went on while `work` was done, and a little longer: every agent opens tickets and hears of status. */
  async function during(work: () => Promise<void>) {
    const before = {
      opened: opened(),
      again: again(),
      retried: front.retried(),
      broken: front.broken(),
      lost: front.lost().length,
    };
    await work();
    const doneMs = performance.now();
    const each = agents.map((agent) => agent.opened());
    await until(
      () => agents.every((agent, nth) => agent.opened() >= each[nth]! + 5 && agent.heardMs() > doneMs),
      15_000,
    );
    return {
      opened: opened() - before.opened,
      askedAgain: again() - before.again,
      retried: front.retried() - before.retried,
      broken: front.broken() - before.broken,
      lost: front.lost().slice(before.lost),
      errors: agents.flatMap((agent) => agent.errors),
    };
  }
  const opened = () => agents.reduce((sum, agent) => sum + agent.opened(), 0);
  const again = () => agents.reduce((sum, agent) => sum + agent.askedAgain(), 0);
  const leader = async () => {
    const { rows } = await sql<{ holder: string }>`select holder from leases
      where name = 'health' and expires_at > now()`.execute(database.db);
    expect(rows.length).toBeLessThan(2);
    return rows[0]?.holder;
  };
  /** Page after page is opened until `stop`; answers how many, and with what they were refused. */
  function keepEntering() {
    const answers: (number | null)[] = [];
    let isOver = false;
    const going = (async () => {
      while (!isOver) {
        const answer = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
        answers.push(answer.ok ? 200 : answer.status);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    return async () => {
      isOver = true;
      await going;
      return { entered: answers.length, refused: answers.filter((status) => status !== 200) };
    };
  }

  it('take a signed token once, whichever of them is asked', async () => {
    const { url, token } = await world.sign({ role: 'agent', location: 'ticket_sidebar' });
    const { pathname, search } = new URL(url);
    const enter = ({ url: own }: Replica) =>
      fetch(own + pathname + search, { method: 'POST', body: new URLSearchParams({ token }) });
    const answers = await Promise.all([...replicas, ...replicas].map(enter));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('agree on what is broken within five seconds, one of them leads, and the owner is told once', async () => {
    const session = await world.session({ role: 'lead', location: 'top_bar' }, AbortSignal.timeout(5000));
    if (!session.ok) throw new Error(`the entry answered ${session.status}`);
    const both = await Promise.all(replicas.map((replica) => readStatus(replica, session.token)));
    expect(await leader()).toBeDefined();
    world.alerts.clear();
    world.faults.set('billing', { kind: '5xx' });
    const seen = await Promise.all(both.map((status) => status.until(({ incidents }) => incidents.length > 0)));
    expect(Math.abs(Date.parse(seen[0]!.at) - Date.parse(seen[1]!.at))).toBeLessThan(5000);
    expect(seen[0]!.incidents[0]?.id).toBe(seen[1]!.incidents[0]?.id);
    const paged = (action: string) =>
      world.alerts.received().filter(({ body }) => JSON.stringify(body).includes(`"event_action":"${action}"`)).length;
    await until(() => paged('trigger') > 0);
    world.faults.clear();
    await Promise.all(both.map((status) => status.until(({ incidents }) => incidents.length === 0, 20_000)));
    await until(() => paged('resolve') > 0);
    expect([paged('trigger'), paged('resolve')]).toEqual([1, 1]);
    for (const status of both) status.close();
    expect(agents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('one is told to stop and started again, and no agent sees an error', async () => {
    const [first] = replicas;
    const session = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
    if (!session.ok) throw new Error(`the entry answered ${session.status}`);
    const post = (path: string, body: unknown) =>
      fetch(first.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${session.token}` },
        body: JSON.stringify(body),
      });
    const status = await post('/v1/status/stream', {});
    // Every answer takes this long now: some are half-way.
    world.faults.set('billing', { kind: 'latency', ms: 700 });
    const stopEntering = keepEntering();
    const seen = await during(async () => {
      const stopped = first.stop('SIGTERM');
      await until(async () => !(await first.isReady()), 2000);
      // Told that it leaves, a balancer may be slow to hear it: what still comes is served, to its end.
      const late = await post('/v1/context', { ticketId: agents[0]!.ticketIds[0], refresh: 'payment' });
      expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
      expect(await late.text()).toMatch(/"type":"done"/);
      // Streams that would go on for minutes come to an end, and do not break off.
      expect(await status.text()).toMatch(/"type":"status"/);
      expect(await stopped).toBe(0);
      // The other one leads now, at once: the lease was given back.
      await until(async () => (await leader()) !== undefined, 2000);
      world.faults.clear();
      await restart(0);
    });
    const { entered, refused } = await stopEntering();
    expect(seen).toMatchObject({ askedAgain: 0, lost: [], errors: [] });
    note('SIGTERM', { ...seen, entered });
    expect(entered).toBeGreaterThan(5);
    expect(refused).toEqual([]);
  });

  it('one is killed in the middle of answers and started again, and no agent sees an error', async () => {
    const killed = await leader();
    // Every answer takes this long now: some are half-way.
    world.faults.set('billing', { kind: 'latency', ms: 700 });
    await new Promise((resolve) => setTimeout(resolve, 800));
    const stopEntering = keepEntering();
    const seen = await during(async () => {
      await replicas[1].stop('SIGKILL');
      world.faults.clear();
      await until(async () => ![undefined, killed].includes(await leader()), 8000);
      await restart(1);
    });
    const { entered, refused } = await stopEntering();
    expect(seen.errors).toEqual([]);
    expect(seen.askedAgain + seen.retried).toBeGreaterThan(0);
    expect(seen.lost).toEqual([]);
    // Only between using its token up and sending its page can a page load not be made again by the other one.
    expect(refused).toEqual([]);
    expect(entered).toBeGreaterThan(5);
    note('SIGKILL', { ...seen, entered, refused });
  });

  it('serve on while the database is away, and who comes in anew is told in words', async () => {
    const known = agents.map((agent) => agent.opened() + 3 * agent.ticketIds.length);
    // Each process has seen each customer since it was started again.
    await until(() => agents.every((agent, nth) => agent.opened() >= known[nth]!), 30_000);
    const seen = await during(async () => {
      await empty.setAway(true);
      await until(async () => !(await replicas[0].isReady()) && !(await replicas[1].isReady()));
      const before = agents.map((agent) => agent.opened());
      await until(() => agents.every((agent, nth) => agent.opened() > before[nth]! + 10), 15_000);
      const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(8000));
      expect(entry).toEqual({ ok: false, status: 503 });
      await empty.setAway(false);
      await until(async () => (await replicas[0].isReady()) && (await replicas[1].isReady()));
      await until(async () => (await leader()) !== undefined, 8000);
    });
    note('database away', seen);
    expect(seen).toMatchObject({ lost: [], errors: [] });
  }, 60_000);

  it('are replaced by the next release one after the other, and the old one may even restart meanwhile', async () => {
    const seen = await during(async () => {
      expect(await replicas[1].stop('SIGTERM')).toBe(0);
      await restart(1, NEXT);
      const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database.db);
      expect(rows.map(({ name }) => name)).toContain('9001-next-release');
      // The old build serves on the new schema, and starts on it when it has to.
      await replicas[0].stop('SIGKILL');
      await restart(0);
      expect(replicas[0].said()).toContain('migrated by a later release');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await replicas[0].stop('SIGTERM')).toBe(0);
      await restart(0, NEXT);
    });
    expect(seen).toMatchObject({ lost: [], errors: [] });
    note('rolling', seen);
  });

  it('have said of no bug meanwhile, and each agent heard of status all the time', () => {
    const said = replicas.map((replica) => replica.said()).join('\n');
    expect(said).not.toContain('"a bug"');
    for (const agent of agents) expect(agent.connected()).toBeLessThan(12);
  });
});
