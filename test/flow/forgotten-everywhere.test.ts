import { randomBytes } from 'node:crypto';
import { erasureQueue, queues } from '@sidelight/api/jobs/queues.ts';
import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { nobody, together } from '@sidelight/api/privacy/person.ts';
import { createKeyedMarks } from '@sidelight/api/secrets/keyed-marks.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createErasureLog } from '@sidelight/api/store/erasure-log.ts';
import { createPersonRows } from '@sidelight/api/store/person-rows.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from '../conformance/fresh-postgres.ts';
import { type JobStage, openJobStage } from '../conformance/job-stage.ts';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';
import { until } from './until.ts';

const server = process.env.TEST_DATABASE_URL;
const tenant = requireTenant('acme');
const signingKey = randomBytes(32);
const ticketId = '1001';

describe.skipIf(!server)('an erasure with two processes on one PostgreSQL', { timeout: 300_000 }, () => {
  let world: World;
  let empty: EmptyPostgres;
  let database: OpenDatabase;
  let stage: JobStage;
  let here: Replica;
  let other: Replica;
  let ports: readonly number[];
  let env: Record<string, string>;

  const names = async () => {
    const { rows } = await sql<{ process: string }>`select process from processes order by process`.execute(
      database.db,
    );
    return rows.map(({ process }) => process);
  };
  let token: string;
  beforeAll(async () => {
    world = await startWorld({ customers: 20 });
    empty = await createEmptyPostgres(server!);
    ports = await freePorts(2);
    world.setApiUrl(`http://127.0.0.1:${ports[0]}`);
    env = {
      ...world.env(),
      ...{ DATABASE_URL: empty.url, SESSION_SECRET: signingKey.toString('base64'), DRAIN_MS: '0' },
    };
    here = await startReplica({ env, port: ports[0]! });
    database = await openDatabase({ url: empty.url });
    stage = await openJobStage(database, [...queues]);
    const answer = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(20_000));
    if (!answer.ok) throw new Error(`the entry answered ${answer.status}`);
    ({ token } = answer);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await here.stop('SIGTERM');
    await database.close();
    await empty.drop();
    await world.stop();
  }, 60_000);

  /** Another process, by its name, that has answered agents. */
  async function startOther(): Promise<string> {
    const before = await names();
    other = await startReplica({ env, port: ports[1]! });
    const started = (await names()).filter((name) => !before.includes(name));
    expect(started).toHaveLength(1);
    for (const at of [here, other, here, other]) await view(at);
    return started[0]!;
  }
  async function view(at: Replica): Promise<number> {
    world.calls.clear();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${at.url}/v1/context`, { method: 'POST', headers, body: JSON.stringify({ ticketId }) });
    await answer.text();
    return world.calls.counts().systems.telemetry?.total ?? 0;
  }
  async function erase(address: string): Promise<string> {
    const log = createErasureLog(database.db, stage.jobs);
    const rows = createPersonRows(database.db, ['email']);
    const { of: marksOf } = createKeyedMarks({ tenant, store: undefined, signingKey, isInUse: async () => false });
    const asked = await askErasure(
      { tenant, log, rows, marksOf },
      together(nobody, { addresses: [address] }),
      'page',
      'Lea',
    );
    return asked!.id;
  }
  const stepsOf = async (id: string) => createErasureLog(database.db, stage.jobs).receipts(tenant, id);
  const stateOf = async (id: string) => (await createErasureLog(database.db, stage.jobs).find(tenant, id))?.state;
  const memoryOf = async (id: string, name: string) =>
    (await stepsOf(id)).find(({ place }) => place === `memory of process ${name}`);
  /** What is tried again later is tried now. */
  const again = async () => {
    await stage.makeDue();
    await database.notifications.tell('job', erasureQueue.name);
  };
  const whose = (nth: number) =>
    world.tickets.filter(({ truth }) => truth.requester?.email)[nth]!.truth.requester!.email!;

  it('waits for one that stands still, says so, and is over once it has emptied its memory', async () => {
    const name = await startOther();
    expect([await view(here), await view(other)], 'both answer from memory').toEqual([0, 0]);
    process.kill(other.pid, 'SIGSTOP');
    try {
      const id = await erase(whose(0));
      await until(async () => (await memoryOf(id, name)) !== undefined, 60_000);
      expect(await memoryOf(id, name)).toMatchObject({ state: 'failed', reason: 'no_answer', owner: 'operator' });
      expect(await stateOf(id)).toBe('running');
      await again();
      await until(async () => ((await memoryOf(id, name))?.tries ?? 0) > 1, 60_000);
      expect(await stateOf(id), 'tried again, and no success').toBe('running');

      process.kill(other.pid, 'SIGCONT');
      await until(async () => (await memoryOf(id, name))?.state === 'done', 60_000);
      await again();
      await until(async () => (await stateOf(id)) === 'settling', 60_000);
      expect((await stepsOf(id)).filter(({ state }) => state === 'failed')).toEqual([]);
      expect(await view(other), 'it remembers nothing').toBeGreaterThan(0);
    } finally {
      process.kill(other.pid, 'SIGCONT');
      await other.stop('SIGTERM');
    }
    expect(await names(), 'one that stops is waited for no more').not.toContain(name);
  });

  it('waits for one that was killed until it is known to be gone', async () => {
    const name = await startOther();
    await other.stop('SIGKILL');
    const id = await erase(whose(1));
    await until(async () => (await memoryOf(id, name)) !== undefined, 60_000);
    expect(await memoryOf(id, name)).toMatchObject({ state: 'failed', owner: 'operator' });
    await sql`update processes set seen_at = now() - interval '301 seconds' where process = ${name}`.execute(
      database.db,
    );
    await again();
    await until(async () => (await stateOf(id)) === 'settling', 60_000);
    expect((await stepsOf(id)).filter(({ state }) => state === 'failed')).toEqual([]);
  });
});
