import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { inWordsForPeople } from './database-fault.ts';
import { takeFolderLock } from './folder-lock.ts';
import { inTime } from './in-time.ts';
import { migrate } from './migrate.ts';
import { type Migrations, migrations } from './migrations.ts';
import type { Notifications } from './notifications.ts';
import { createPgliteNotifications } from './pglite-notifications.ts';
import { createPostgresNotifications } from './postgres-notifications.ts';
import { createWatchedPool, QUERY_MS } from './postgres-pool.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

export interface OpenDatabase {
  readonly db: Database;
  readonly kind: 'pglite' | 'postgres';
  /** What a later release has done to the schema already. */
  readonly newer: readonly string[];
  readonly notifications: Notifications;
  /** Several statements at once, without values: the rows of all of them. Nothing of one that fails is left open. */
  runScript(text: string): Promise<readonly unknown[]>;
  isAnswering(): Promise<boolean>;
  close(): Promise<void>;
}

export type DatabaseOptions = { readonly url: string } | { readonly dataDir: string } | { readonly inMemory: true };

export interface DatabaseEvents {
  /** PostgreSQL does not answer, or does again. */
  onSilent(isSilent: boolean): void;
  /** PGlite will never answer again in this process. */
  onBroken(): void;
}

/**
 * PostgreSQL by URL, else PGlite in a folder that only this process may open.
 * Brings the schema up to date before it answers.
 */
export async function openDatabase(
  options: DatabaseOptions,
  own: Migrations = migrations,
  { onSilent = () => {}, onBroken = () => {} }: Partial<DatabaseEvents> = {},
): Promise<OpenDatabase> {
  const { setLongest, ...opened } =
    'url' in options ? openPostgres(options.url, onSilent) : await openPglite(options, onBroken);
  try {
    const newer = await migrate(opened.db, own);
    setLongest(QUERY_MS);
    return { ...opened, newer };
  } catch (error) {
    await opened.close();
    throw 'url' in options ? inWordsForPeople(error) : error;
  }
}

interface Opened extends Omit<OpenDatabase, 'newer'> {
  /** From now on no statement may take longer. */
  setLongest(ms: number): void;
}
/** Whoever asks whether it answers has little time. */
const ANSWER_MS = 2000;

function openPostgres(url: string, onSilent: (isSilent: boolean) => void): Opened {
  const { pool, watch } = createWatchedPool(url, onSilent);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const notifications = createPostgresNotifications({ url, watch }, (...own) => notify(db, ...own));
  return {
    db,
    kind: 'postgres',
    notifications,
    async runScript(text) {
      const client = await pool.connect();
      let isBroken = true;
      try {
        // One result for one statement, a list for several: the library's types know of the former alone.
        const results: pg.QueryResult | readonly pg.QueryResult[] = await client.query(text);
        isBroken = false;
        return [results].flat().flatMap(({ rows }) => rows);
      } finally {
        // A transaction that a failed script has begun ends with its connection.
        client.release(isBroken);
      }
    },
    setLongest: watch.setLongest,
    isAnswering: async () => !watch.isSilent() && isAnswering(db),
    async close() {
      await notifications.close();
      await db.destroy();
      watch.close();
    },
  };
}

async function openPglite(options: { dataDir: string } | { inMemory: true }, onBroken: () => void): Promise<Opened> {
  const onDisk = 'dataDir' in options;
  if (onDisk) await makePrivate(options.dataDir);
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
  const db = new Kysely<Schema>({
    dialect: new PGliteDialect({ pglite }),
    log: (event) => void (event.level === 'error' && isPanic(event.error) && onBroken()),
  });
  return {
    db,
    kind: 'pglite',
    notifications: await createPgliteNotifications(pglite, (...own) => notify(db, ...own)),
    // Behind whatever holds the one connection there is.
    runScript: (text) =>
      db.connection().execute(async () => {
        try {
          return (await pglite.exec(text)).flatMap(({ rows }) => rows);
        } catch (error) {
          await pglite.exec('rollback');
          throw error;
        }
      }),
    // Within this process nothing can hang.
    setLongest() {},
    isAnswering: () => isAnswering(db),
    async close() {
      await pglite.exec('checkpoint');
      await pglite.close();
      await release();
    },
  };
}

/** It could not write its log, and answers nothing from now on: only another start finds it well again. */
const isPanic = (error: unknown): boolean =>
  error instanceof Error && 'severity' in error && (error.severity === 'PANIC' || error.severity === 'FATAL');

/** For this user alone: PGlite makes its files readable, and writable, for everybody who can reach them. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await chmod(folder, 0o700);
  } catch (error) {
    // A volume that belongs to somebody else stays as its owner made it.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}

const notify = async (db: Database, channel: string, ...payloads: readonly string[]): Promise<void> =>
  void (await sql`select pg_notify(${channel}, payload)
    from jsonb_array_elements_text(${JSON.stringify(payloads)}::jsonb) payload`.execute(db));

const isAnswering = (db: Database): Promise<boolean> =>
  inTime(sql`select 1`.execute(db), ANSWER_MS).then(
    () => true,
    () => false,
  );
