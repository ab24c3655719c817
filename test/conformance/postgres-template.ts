import type pg from 'pg';
import { madeBy } from '../../apps/api/build/made-by.ts';
import { makeDatabase } from '../../apps/api/build/make-database.ts';

/** Whoever needs it at the same time waits for who makes it. */
const LOCK = 7_315_260_412;

/** A new database of the product, to be copied: made once for all that it is made by, and left on the server. */
export async function postgresTemplate(url: string, admin: pg.Client): Promise<string> {
  const name = `sidelight_new_${await madeBy()}`;
  const isThere = async () => (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  if (await isThere()) return name;
  await admin.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    if (!(await isThere())) await make(url, admin, name);
    return name;
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function make(url: string, admin: pg.Client, name: string): Promise<void> {
  const unfinished = `${name}_unfinished`;
  const own = new URL(url);
  own.pathname = `/${unfinished}`;
  await admin.query(`drop database if exists ${unfinished}`);
  await admin.query(`create database ${unfinished}`);
  await makeDatabase({ url: own.href });
  // While somebody is connected it could not be copied.
  await admin.query(`alter database ${unfinished} with allow_connections false`);
  await admin.query(`alter database ${unfinished} rename to ${name}`);
}
