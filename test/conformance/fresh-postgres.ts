import { randomUUID } from 'node:crypto';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import pg from 'pg';
import { postgresTemplate } from './postgres-template.ts';

export interface EmptyPostgres {
  readonly url: string;
  /** Refuses everybody, and throws out who is connected; or takes them again. */
  setAway(isAway: boolean): Promise<void>;
  /** Throws every connection out first: of a process that was killed they linger. */
  drop(): Promise<void>;
}

type Template = (url: string, admin: pg.Client) => Promise<string>;

/** A database of its own on that server, with nothing in it. */
export const createEmptyPostgres = (url: string): Promise<EmptyPostgres> => create(url, async () => 'template1');

async function create(url: string, template: Template): Promise<EmptyPostgres> {
  const name = `sidelight_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name} template ${await template(url, admin)}`);
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  return {
    url: fresh.href,
    async setAway(isAway) {
      await admin.query(`alter database ${name} with allow_connections ${!isAway}`);
      if (isAway)
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    },
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** The same, as the product makes it and open; gone when it is closed. Others may open it by its `url`. */
export async function openFreshPostgres(url: string): Promise<OpenDatabase & { readonly url: string }> {
  const empty = await create(url, postgresTemplate);
  const opened = await openDatabase({ url: empty.url });
  return {
    ...opened,
    url: empty.url,
    async close() {
      await opened.close();
      await empty.drop();
    },
  };
}
