import { randomBytes } from 'node:crypto';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const SECRET = randomBytes(32).toString('base64');
const DAY_MS = 86_400_000;
let database: OpenDatabase;
let product: Product;

async function start(changeMap: (map: IntegrationMap) => IntegrationMap = (map) => map, isRestart = true) {
  const env = { SESSION_SECRET: SECRET };
  product = await startProduct({ database, isRestart, env, changeMap, world: { customers: 0 } });
}
/** As on the next day, by another process. */
async function restart(changeMap?: (map: IntegrationMap) => IntegrationMap): Promise<void> {
  await product.stop();
  await sql`update periodic_tasks set due_at = 'epoch'`.execute(database.db);
  await start(changeMap);
}
/** By whoever may change the schema. */
const tamper = (how: (tx: OpenDatabase['db']) => Promise<unknown>) =>
  database.db.transaction().execute(async (tx) => {
    await sql`select set_config('sidelight.forgets', 'acme', true)`.execute(tx);
    await how(tx);
  });
const lines = (msg: string) =>
  product.logLines.map((line) => JSON.parse(line) as { msg: string; kind?: string }).filter((line) => line.msg === msg);
const rows = (action: string) =>
  database.db
    .selectFrom('audit')
    .select(['about', 'count', 'role'])
    .where('action', '=', action)
    .orderBy('seq')
    .execute();
const checks = async () =>
  (await database.db.selectFrom('audit_checks').select(['at', 'verdict']).where('tenant', '=', 'acme').execute())[0];
const signed = async () =>
  (await database.db.selectFrom('audit_signed_heads').select('seq').orderBy('seq').execute()).map(({ seq }) =>
    Number(seq),
  );

beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  await start(undefined, false);
  const token = await product.session();
  for (const ticketId of ['1001', '1002', '1003']) await product.whole(token, { ticketId });
}, 60_000);
afterAll(async () => {
  await product.stop();
  await database.close();
});

describe('what is done for each audit by itself', () => {
  it('signs its end into the store and the log, and checks all of it', async () => {
    await restart();
    await until(async () => (await checks()) !== undefined);
    const [head] = await signed();
    expect(head).toBeGreaterThanOrEqual(3);
    expect(lines('the end of the audit, signed')).toMatchObject([
      { kind: expect.stringMatching(/^\d+ [0-9a-f]{64} /) },
    ]);
    expect(await checks()).toMatchObject({ verdict: { findings: [], rows: head } });
    expect(lines('the audit was changed behind its back')).toEqual([]);
  });

  it('checks one that has not grown, and says which row was changed', async () => {
    const before = await checks();
    const second = database.db.selectFrom('audit').select('actor_id').where('seq', '=', '2');
    const { actor_id: actor } = await second.executeTakeFirstOrThrow();
    await tamper((tx) => sql`update audit set actor_id = '9' where tenant = 'acme' and seq = 2`.execute(tx));
    await restart();
    await until(async () => (await checks())?.at.getTime() !== before?.at.getTime());
    expect(await signed()).toHaveLength(1);
    expect(lines('the audit was changed behind its back')).toMatchObject([{ kind: 'edited 2' }]);
    await tamper((tx) => sql`update audit set actor_id = ${actor} where tenant = 'acme' and seq = 2`.execute(tx));
  });

  it('finds rows that were cut off behind an end that was signed within the day', async () => {
    await product.whole(await product.session(), { ticketId: '1001' });
    await product.stop();
    await sql`update periodic_tasks set due_at = 'epoch' where name = 'sign the audit'`.execute(database.db);
    await start();
    await until(async () => (await signed()).length === 2);
    const end = (await signed()).at(-1)!;
    await tamper(async (tx) => {
      await sql`delete from audit where tenant = 'acme' and seq = ${end}`.execute(tx);
      await sql`update audit_heads set seq = ${end - 1}, hash = (select hash from audit where tenant = 'acme'
        and seq = ${end - 1}) where tenant = 'acme'`.execute(tx);
    });
    await restart();
    await until(() => lines('the audit was changed behind its back').length > 0);
    expect(lines('the audit was changed behind its back')).toMatchObject([{ kind: `cut ${end}` }]);
  });
});

describe('keys and maps', () => {
  it('puts on record once how often each key was used on a day that is over', async () => {
    const dayMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;
    const day = new Date(dayMs).toISOString().slice(0, 10);
    for (const [seq, ok] of [
      [1, 40],
      [2, 2],
    ] as const)
      await sql`insert into health_signals (tenant, process, seq, system, connector, at_ms, source, ok, failed, tail)
        values ('acme', 'p', ${seq}, 'billing', 'stripe', ${dayMs + seq}, 'calls', ${ok}, 1, 0)`.execute(database.db);
    await restart();
    await until(async () => (await rows('key.used')).length > 0);
    await restart();
    await until(async () => {
      const { rows: due } = await sql`select 1 from periodic_tasks where due_at = 'epoch'`.execute(database.db);
      return due.length === 0;
    });
    expect(await rows('key.used')).toEqual([{ about: `stripe ${day}`, count: 44, role: 'system' }]);
  });

  it('puts on record that another map is gone by, and nothing where it is the same', async () => {
    expect(await rows('map.changed')).toEqual([]);
    await restart((map) => ({ ...map, deadlineMs: map.deadlineMs + 1 }));
    const [changed] = await rows('map.changed');
    expect(changed).toMatchObject({ about: expect.stringMatching(/^[0-9a-f]{16} [0-9a-f]{16}$/), role: 'system' });
    await restart((map) => ({ ...map, deadlineMs: map.deadlineMs + 1 }));
    await product.reload();
    expect(await rows('map.changed')).toHaveLength(1);
    await restart();
    const [, back] = await rows('map.changed');
    expect(back?.about).toBe(changed?.about?.split(' ').toReversed().join(' '));
  });
});
