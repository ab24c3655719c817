import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StallingProxy, startStallingProxy } from '../flow/stalling-proxy.ts';
import { until } from '../flow/until.ts';
import { createEmptyPostgres, type EmptyPostgres } from './fresh-postgres.ts';

const server = process.env.TEST_DATABASE_URL;
/** A moment to suspect it, a question, and a look in between. */
const NOTICED_WITHIN_MS = 6000;

const tookMs = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

describe.skipIf(!server)('a database that takes connections and answers nothing', () => {
  let empty: EmptyPostgres;
  let proxy: StallingProxy;
  let database: OpenDatabase;
  const silences: boolean[] = [];
  beforeAll(async () => {
    empty = await createEmptyPostgres(server!);
    const { hostname, port } = new URL(empty.url);
    proxy = await startStallingProxy({ host: hostname, port: Number(port) || 5432 });
    const through = new URL(empty.url);
    through.host = `127.0.0.1:${proxy.port}`;
    database = await openDatabase({ url: through.href }, undefined, { onSilent: (is) => silences.push(is) });
  });
  afterAll(async () => {
    await database.close();
    await proxy.close();
    await empty.drop();
  });
  const ask = () => sql`select 1`.execute(database.db);

  it('makes nobody wait but the first, and only for seconds', async () => {
    await until(() => database.notifications.isListening());
    proxy.setStalled(true);
    const waits = await Promise.all(Array.from({ length: 30 }, () => tookMs(() => expect(ask()).rejects.toThrow())));
    expect(Math.max(...waits)).toBeLessThan(NOTICED_WITHIN_MS);
    expect(silences).toEqual([true]);
    expect(await tookMs(() => expect(ask()).rejects.toThrow('does not answer'))).toBeLessThan(50);
    expect(await tookMs(() => expect(database.runScript('select 1; select 2')).rejects.toThrow())).toBeLessThan(50);
    expect(await tookMs(async () => expect(await database.isAnswering()).toBe(false))).toBeLessThan(50);
    await until(() => !database.notifications.isListening(), 1000);
  });

  it('is asked again as soon as it answers, and is listened to', async () => {
    proxy.setStalled(false);
    await until(() => database.isAnswering(), 4000);
    expect(silences).toEqual([true, false]);
    expect((await ask()).rows).toHaveLength(1);
    await until(() => database.notifications.isListening(), 20_000);
  });

  it('is not taken for one while a statement merely takes its time', async () => {
    await sql`select pg_sleep(5)`.execute(database.db);
    expect(silences).toEqual([true, false]);
  });

  it('loses a transaction that it held up, and does not do it later', async () => {
    await sql`create table held (n int)`.execute(database.db);
    const work = database.db.transaction().execute(async (tx) => {
      await sql`insert into held values (1)`.execute(tx);
      proxy.setStalled(true);
      await sql`insert into held values (2)`.execute(tx);
    });
    await expect(work).rejects.toThrow();
    proxy.setStalled(false);
    await until(() => database.isAnswering(), 4000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await sql`select n from held`.execute(database.db)).rows).toEqual([]);
  });
});
