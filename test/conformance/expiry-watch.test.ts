import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createOwners, type Owners } from '@sidelight/api/alerts/owners.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import type { ExpiryNotice } from '@sidelight/api/secrets/expiry.ts';
import { createExpiryWatch } from '@sidelight/api/secrets/expiry-watch.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { noJobs } from './no-jobs.ts';

const acme = tenantId('acme')!;
const never = new AbortController().signal;
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-01T00:00:00Z');
const issues = { system: 'issues', name: 'api-token' };

let opened: OpenDatabase;
let map: IntegrationMap;
const clock = { ms: START_MS };
const now = () => clock.ms;
beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
  map = await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(5000));
});
afterAll(() => opened.close());
afterEach(async () => {
  clock.ms = START_MS;
  for (const table of ['secrets', 'alerts'] as const) await opened.db.deleteFrom(table).execute();
});

function start(tell?: (owners: Owners, notice: ExpiryNotice) => Promise<boolean>, over = map) {
  const { db } = opened;
  const rows = createSecretRows(db);
  const keys = { current: createLocalKey(parseKey(randomBytes(32).toString('base64'))!), previous: undefined };
  const log = createAlertLog(db, noJobs);
  const owners = createOwners({ tenant: acme, map: over, log, untilTried: async () => {}, now });
  const watch = createExpiryWatch({
    ...{ tenant: acme, rows, now, steadyNow: now },
    tell: (notice) => (tell ? tell(owners, notice) : owners.secret(notice)),
  });
  return { watch, rows, store: createSecretStore({ rows, keys, now }) };
}
const inDays = (days: number) => new Date(START_MS + days * DAY_MS).toISOString();
async function said(): Promise<string[]> {
  const rows = await opened.db
    .selectFrom('alerts')
    .selectAll()
    .where('channel', 'like', '%slack')
    .orderBy('id')
    .execute();
  return rows.map(({ message }) => {
    const { what, name, expiresAt } = message as { what: string; name: string; expiresAt: string };
    return `${what} ${name} ${expiresAt.slice(0, 10)}`;
  });
}

it('tells the owner a week ahead and when it has ended, once each, however often and wherever it looks', async () => {
  const { watch, store } = start();
  const put = (expiresAt: string) => store.put(acme, issues, new Secret('planted'), { by: '42', expiresAt }, never);
  await put(inDays(10));
  await watch.run(never);
  expect(await said()).toEqual([]);

  clock.ms += 3 * DAY_MS;
  await watch.run(never);
  await start().watch.run(never);
  clock.ms += DAY_MS;
  await watch.run(never);
  expect(await said()).toEqual(['expires_soon api-token 2026-11-11']);

  // What has been told is not told again when the alerts themselves are long forgotten.
  await opened.db.deleteFrom('alerts').execute();
  clock.ms += DAY_MS;
  await watch.run(never);
  expect(await said()).toEqual([]);
  clock.ms = START_MS + 10 * DAY_MS;
  for (let i = 0; i < 3; i++) {
    await watch.run(never);
    clock.ms += DAY_MS;
  }
  expect(await said()).toEqual(['expired api-token 2026-11-11']);

  await put(inDays(15));
  clock.ms += DAY_MS;
  await watch.run(never);
  expect(await said()).toEqual(['expired api-token 2026-11-11', 'expires_soon api-token 2026-11-16']);
  const messages = await opened.db.selectFrom('alerts').selectAll().execute();
  expect(JSON.stringify(messages)).not.toContain('planted');
});

it('tells again, as the same alert, when it dies between telling and writing that down', async () => {
  const dying = start(async (owners, notice) => {
    await owners.secret(notice);
    throw new Error('killed');
  });
  await dying.store.put(acme, issues, new Secret('x'), { by: '42', expiresAt: inDays(1) }, never);
  await expect(dying.watch.run(never)).rejects.toThrow('killed');
  await start().watch.run(never);
  expect(await said()).toEqual(['expires_soon api-token 2026-11-02']);
});

it('goes on trying while there is nobody to tell', async () => {
  const silent = { ...map, teams: {} };
  const { watch, store } = start(undefined, silent);
  await store.put(acme, issues, new Secret('x'), { by: '42', expiresAt: inDays(1) }, never);
  await store.put(
    acme,
    { system: 'unheard-of', name: 'k' },
    new Secret('x'),
    { by: '42', expiresAt: inDays(1) },
    never,
  );
  await watch.run(never);
  expect(await said()).toEqual([]);
  await start().watch.run(never);
  expect(await said()).toEqual(['expires_soon api-token 2026-11-02']);
});

it('deletes what nobody takes any more', async () => {
  const { watch, rows, store } = start();
  const webhook = { system: 'helpdesk', name: 'webhook' };
  await store.put(acme, webhook, new Secret('old'), { by: '42' }, never);
  await store.put(acme, webhook, new Secret('new'), { by: '42', overlapMs: DAY_MS }, never);
  await watch.run(never);
  const count = async () => (await opened.db.selectFrom('secrets').select('version').execute()).length;
  expect(await count()).toBe(2);
  clock.ms += DAY_MS;
  await watch.run(never);
  expect(await count()).toBe(1);
  expect((await rows.list(acme)).map(({ previousUntil }) => previousUntil)).toEqual([undefined]);
});
