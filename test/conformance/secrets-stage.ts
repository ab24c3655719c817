import { randomBytes } from 'node:crypto';
import type { KeyWrapper, WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { type TenantId, tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Open } from './on-each-database.ts';

export const acme = tenantId('acme')!;
export const other = tenantId('other')!;
export const billing = { system: 'billing', name: 'api-key' };
export const crm = { system: 'crm', name: 'api-key' };
export const never = new AbortController().signal;

export const newKey = () => createLocalKey(parseKey(randomBytes(32).toString('base64'))!);
export const only = (current: KeyWrapper): WrappingKeys => ({ current, previous: undefined });

/** Where secrets are kept, emptied after each test, and two wrapping keys; for one `describe`. */
export function setSecretsStage(open: Open) {
  let opened: OpenDatabase;
  let db: Database;
  const clock = { ms: Date.parse('2026-11-01T00:00:00Z') };
  const first = newKey();
  const second = newKey();
  beforeAll(async () => {
    opened = await open();
    db = opened.db;
  });
  afterEach(async () => {
    await db.deleteFrom('secrets').execute();
    await db.deleteFrom('data_keys').execute();
  });
  afterAll(() => opened.close());

  const storeWith = (keys: WrappingKeys) =>
    createSecretStore({ rows: createSecretRows(db), keys, now: () => clock.ms });
  const store = () => storeWith(only(first));
  return {
    ...{ clock, first, second, storeWith, store },
    get db() {
      return db;
    },
    put: (of: typeof billing, text: string, tenant: TenantId = acme) =>
      store().put(tenant, of, new Secret(text), { by: '42' }, never),
    async readOut(of = billing, tenant: TenantId = acme, keys = only(first)) {
      const answer = await storeWith(keys).read(tenant, of, never);
      return answer.kind === 'found' ? answer.value.reveal() : answer.kind;
    },
    rowsOf: (tenant: TenantId) =>
      db.selectFrom('secrets').selectAll().where('tenant', '=', tenant).orderBy('version').execute(),
    setSealed: (system: string, sealed: string, tenant: TenantId = acme) =>
      sql`update secrets set sealed = ${sealed} where tenant = ${tenant} and system = ${system}`.execute(db),
  };
}
