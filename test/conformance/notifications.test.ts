import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { createPostgresNotifications } from '@sidelight/api/store/postgres-notifications.ts';
import { createSilenceWatch } from '@sidelight/api/store/silence-watch.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../flow/until.ts';
import { onEachDatabase } from './on-each-database.ts';

/** What one process tells, every process on that database hears. */
onEachDatabase('notifications', (open, database) => {
  let opened: Awaited<ReturnType<typeof open>>;
  const others: OpenDatabase[] = [];
  beforeAll(async () => {
    opened = await open();
    await until(opened.notifications.isListening, 10_000);
  });
  afterAll(async () => {
    for (const other of others) await other.close();
    await opened.close();
  });

  it('are heard by whoever listens to that topic, with whose it is', async () => {
    const heard: string[] = [];
    const stop = opened.notifications.listen(
      'health',
      (tenant) => heard.push(tenant),
      () => {},
    );
    await opened.notifications.tell('tenant', 'acme');
    await opened.notifications.tell('health', 'acme');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['acme']);
    stop();
    await opened.notifications.tell('health', 'other');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toEqual(['acme']);
  });

  it('are told once what they are about is there to be read, and not at all when it was taken back', async () => {
    const seen: unknown[] = [];
    const stop = opened.notifications.listen(
      'tenant',
      async (tenant) => {
        const row = await opened.db.selectFrom('tenants').select('tenant').where('tenant', '=', tenant).execute();
        seen.push(row.length);
      },
      () => {},
    );
    const put = (tenant: string, isKept: boolean) =>
      opened.db
        .transaction()
        .execute(async (tx) => {
          await sql`insert into tenants (tenant, installation_id) values (${tenant}, '1')`.execute(tx);
          await sql`select pg_notify('sidelight_tenant', ${tenant})`.execute(tx);
          if (!isKept) throw new Error('taken back');
        })
        .catch(() => {});
    await put('first', false);
    await put('second', true);
    await until(() => seen.length > 0);
    expect(seen).toEqual([1]);
    stop();
  });

  if (database === 'PGlite') return;

  it('reach other processes', async () => {
    const other = await openDatabase({ url: opened.url! });
    others.push(other);
    await until(other.notifications.isListening, 10_000);
    const heard: string[] = [];
    other.notifications.listen(
      'work',
      (tenant) => heard.push(tenant),
      () => {},
    );
    await opened.notifications.tell('work', 'acme');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['acme']);
  });

  it('say that some may have been missed when their connection was lost, and are heard again', async () => {
    const heard: string[] = [];
    let missed = 0;
    opened.notifications.listen(
      'health',
      (tenant) => heard.push(tenant),
      () => missed++,
    );
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`.execute(opened.db);
    await until(() => missed > 0, 10_000);
    await opened.notifications.tell('health', 'acme');
    await until(() => heard.length > 0);
  });

  it('do not count as heard where nothing comes through', async () => {
    const watch = createSilenceWatch({ ask: async () => true, onChange() {} });
    const deaf = createPostgresNotifications({ url: opened.url!, watch }, async () => {});
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(deaf.isListening()).toBe(false);
    await deaf.close();
  });
});
