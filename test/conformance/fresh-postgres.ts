import { randomUUID } from 'node:crypto';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import pg from 'pg';

/** A database of its own on that server, gone when it is closed; others may open it by its `url`. */
export async function openFreshPostgres(url: string): Promise<OpenDatabase & { readonly url: string }> {
  const name = `sidelight_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  const opened = await openDatabase({ url: fresh.href });
  return {
    ...opened,
    url: fresh.href,
    async close() {
      await opened.close();
      await admin.query(`drop database ${name}`);
      await admin.end();
    },
  };
}
