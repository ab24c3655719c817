import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { takeFolderLock } from './folder-lock.ts';
import * as readPath from './migrations/0001-read-path.ts';
import * as health from './migrations/0002-health.ts';
import * as delivery from './migrations/0003-delivery.ts';
import * as observations from './migrations/0004-observations.ts';
import * as secrets from './migrations/0005-secrets.ts';
import * as tenants from './migrations/0006-tenants.ts';
import * as rollout from './migrations/0007-rollout.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

export interface OpenDatabase {
  readonly db: Database;
  readonly kind: 'pglite' | 'postgres';
  isAnswering(): Promise<boolean>;
  close(): Promise<void>;
}

export type DatabaseOptions = { readonly url: string } | { readonly dataDir: string } | { readonly inMemory: true };

/**
 * PostgreSQL by URL, else PGlite in a folder that only this process may open.
 * Brings the schema up to date before it answers.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const opened = 'url' in options ? openPostgres(options.url) : await openPglite(options);
  try {
    await migrate(opened.db);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

function openPostgres(url: string): OpenDatabase {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 3000 });
  // An idle connection that breaks is replaced; the query that needs one reports it.
  pool.on('error', () => {});
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, kind: 'postgres', isAnswering: () => isAnswering(db), close: () => db.destroy() };
}

async function openPglite(options: { dataDir: string } | { inMemory: true }): Promise<OpenDatabase> {
  const onDisk = 'dataDir' in options;
  if (onDisk) await mkdir(options.dataDir, { recursive: true });
  // Only loaded where it is used: a replica on PostgreSQL does without its memory.
  const { PGlite } = await import('@electric-sql/pglite');
  const release = onDisk ? await takeFolderLock(options.dataDir) : async () => {};
  const pglite = onDisk
    ? // PGlite starts without fsync (`-F`) unless told otherwise; an audit trail must survive a power cut.
      new PGlite({
        dataDir: join(options.dataDir, 'pglite'),
        startParams: PGlite.defaultStartParams.filter((param) => param !== '-F'),
      })
    : new PGlite();
  await pglite.waitReady;
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    kind: 'pglite',
    isAnswering: () => isAnswering(db),
    async close() {
      await pglite.exec('checkpoint');
      await pglite.close();
      await release();
    },
  };
}

const isAnswering = (db: Database): Promise<boolean> =>
  sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-read-path': readPath,
        '0002-health': health,
        '0003-delivery': delivery,
        '0004-observations': observations,
        '0005-secrets': secrets,
        '0006-tenants': tenants,
        '0007-rollout': rollout,
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
