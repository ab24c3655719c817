import { execFileSync } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { type DatabaseOptions, openDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyPostgres } from './fresh-postgres.ts';
import { trailOf } from './trail-of.ts';

const server = process.env.TEST_DATABASE_URL;
const hasTools = (() => {
  try {
    execFileSync('pg_dump', ['--version']);
    return true;
  } catch {
    return false;
  }
})();
const acme = requireTenant('acme');
const never = new AbortController().signal;
const key = createSecretKey(randomBytes(32));
const found = { system: 'billing', name: 'key' };

/** Opens it, and says what a restore must bring back. */
async function contents(options: DatabaseOptions, wrappingKey = key) {
  const { db, close } = await openDatabase(options);
  const keys = { current: createLocalKey(wrappingKey), previous: undefined };
  const store = createSecretStore({ rows: createSecretRows(db), keys, now: Date.now });
  const secret = await store.read(acme, found, never);
  const audit = await db.selectFrom('audit').select(['request_id', 'action']).execute();
  await close();
  return { secret: secret.kind === 'found' ? secret.value.reveal() : secret.kind, audit };
}

async function fill(options: DatabaseOptions): Promise<void> {
  const { db, close } = await openDatabase(options);
  const keys = { current: createLocalKey(key), previous: undefined };
  const store = createSecretStore({ rows: createSecretRows(db), keys, now: Date.now });
  await store.put(acme, found, new Secret('rk_of_the_backup'), { by: '42' }, never);
  const audit = trailOf(db, (error) => {
    throw error;
  });
  const who = { tenant: acme, actorId: '7001', role: 'agent', action: 'context.viewed' } as const;
  audit.record({ ...who, atMs: Date.now(), requestId: 'before the backup' });
  await audit.flush();
  await close();
}
const whole = {
  secret: 'rk_of_the_backup',
  audit: [{ request_id: 'before the backup', action: 'context.viewed' }],
};

describe('a backup, restored as docs/deploy.md says', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidelight-backup-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('of PGlite brings everything back, and its secrets with the same key alone', async () => {
    await fill({ dataDir: join(folder, 'data') });
    await cp(join(folder, 'data'), join(folder, 'copy'), { recursive: true });
    expect(await contents({ dataDir: join(folder, 'copy') })).toEqual(whole);
    const without = await contents({ dataDir: join(folder, 'copy') }, createSecretKey(randomBytes(32)));
    expect(without).toEqual({ ...whole, secret: 'undecipherable' });
  });

  it.skipIf(!server || !hasTools)('of PostgreSQL does, too, taken while it is used', async () => {
    const from = await createEmptyPostgres(server!);
    const to = await createEmptyPostgres(server!);
    try {
      await fill({ url: from.url });
      const inUse = await openDatabase({ url: from.url });
      const file = join(folder, 'sidelight.dump');
      execFileSync('pg_dump', ['--format=custom', '--no-owner', `--file=${file}`, from.url]);
      await inUse.close();
      execFileSync('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${to.url}`, file]);
      expect(await contents({ url: to.url })).toEqual(whole);
    } finally {
      await from.drop();
      await to.drop();
    }
  });
});
