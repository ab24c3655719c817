import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseOptions, openDatabase } from '@sidelight/api/store/database.ts';
import { ForeignSchema, TableHeld } from '@sidelight/api/store/migrate.ts';
import { type Migrations, migrations } from '@sidelight/api/store/migrations.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyPostgres, type EmptyPostgres } from './fresh-postgres.ts';
import { nextMigrations } from './next-release.ts';

const server = process.env.TEST_DATABASE_URL;
const names = async (options: DatabaseOptions, own?: Migrations) => {
  const { db, close } = await openDatabase(options, own);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  await close();
  return rows.map(({ name }) => name);
};
const ours = Object.keys(migrations);

for (const kind of server ? ['PGlite', 'PostgreSQL'] : ['PGlite']) {
  describe(`migrations on ${kind}`, { timeout: 60_000 }, () => {
    let options: DatabaseOptions;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      if (kind === 'PGlite') {
        const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-migrations-'));
        options = { dataDir };
        drop = () => rm(dataDir, { recursive: true });
      } else {
        const empty = await createEmptyPostgres(server!);
        options = { url: empty.url };
        drop = empty.drop;
      }
    });
    afterEach(() => drop());

    it('of a later release are left alone by the one before, which goes on working', async () => {
      expect(await names(options, nextMigrations)).toEqual([...ours, '9001-next-release']);
      const { newer, db, close } = await openDatabase(options);
      expect(newer).toEqual(['9001-next-release']);
      await sql`insert into audit (tenant, at, request_id, actor_id, role, action)
        values ('acme', now(), 'r', '1', 'agent', 'context.viewed')`.execute(db);
      await close();
      expect(await names(options)).toEqual([...ours, '9001-next-release']);
    });

    it('that no earlier release had are an error, in words', async () => {
      await names(options, { ...migrations, '0003-of-somebody-else': { up: async () => {} } });
      await expect(openDatabase(options)).rejects.toThrow(ForeignSchema);
      await expect(openDatabase(options)).rejects.toThrow(/0003-of-somebody-else.*DATABASE_URL/);
    });

    it('that fail leave nothing behind, and say why', async () => {
      const failing: Migrations = {
        ...migrations,
        '9001-half': {
          async up(db) {
            await sql`create table half (id int)`.execute(db);
            await sql`select 1 / 0`.execute(db);
          },
        },
      };
      await expect(openDatabase(options, failing)).rejects.toThrow('division by zero');
      expect(await names(options)).toEqual(ours);
    });
  });
}

describe.skipIf(!server)('several processes that migrate one PostgreSQL', () => {
  let empty: EmptyPostgres;
  beforeEach(async () => {
    empty = await createEmptyPostgres(server!);
  });
  afterEach(() => empty.drop());
  const child = (release = 'this') =>
    new Promise<string>((resolve) => {
      const file = join(import.meta.dirname, 'migrate-process.ts');
      const running = spawn(process.execPath, [file, empty.url, release], { stdio: ['ignore', 'pipe', 'pipe'] });
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
      };
      running.stdout.on('data', hear);
      running.stderr.on('data', hear);
      running.on('close', () => resolve(said));
    });

  it('may start at once, of two releases, on a database with nothing in it', async () => {
    const said = await Promise.all([child(), child('next'), child(), child('next'), child()]);
    expect(said.map((text) => text.replace('newer 1', 'newer 0'))).toEqual(Array(5).fill('newer 0'));
    expect(await names({ url: empty.url })).toEqual([...ours, '9001-next-release']);
  });

  it('give up within seconds on a table that is held, instead of making everybody queue behind them', async () => {
    await names({ url: empty.url });
    const holder = new pg.Client({ connectionString: empty.url });
    await holder.connect();
    await holder.query('begin; select count(*) from links');
    const started = performance.now();
    await expect(openDatabase({ url: empty.url }, nextMigrations)).rejects.toThrow(TableHeld);
    expect(performance.now() - started).toBeLessThan(10_000);
    await holder.query('commit');
    await holder.end();
    expect(await names({ url: empty.url }, nextMigrations)).toContain('9001-next-release');
  });
});
