import { randomBytes } from 'node:crypto';
import { createAuditDesk } from '@sidelight/api/audit/desk.ts';
import { auditKeysOf } from '@sidelight/api/composition/audit-keys.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { nobody, together } from '@sidelight/api/privacy/person.ts';
import { discardClosed } from '@sidelight/api/secrets/discard.ts';
import type { WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { createKeyedMarks } from '@sidelight/api/secrets/keyed-marks.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createErasureLog } from '@sidelight/api/store/erasure-log.ts';
import { createPersonRows } from '@sidelight/api/store/person-rows.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openJobStage } from '../conformance/job-stage.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const signal = AbortSignal.timeout(120_000);
const newKey = () => randomBytes(32).toString('base64');
const [RIGHT, WRONG, SESSION_SECRET] = [newKey(), newKey(), newKey()];
const [ticketId, requesterId] = ['1001', '900010'];
const keysOf = (key: string): WrappingKeys => ({ current: createLocalKey(parseKey(key)!), previous: undefined });

let database: OpenDatabase;
let first: Product;
let product: Product;
let token: string;
async function start(SECRETS_KEY?: string, earlier?: Product): Promise<void> {
  const again = earlier && { beside: earlier, isRestart: true };
  product = await startProduct({ env: { SESSION_SECRET, ...(SECRETS_KEY && { SECRETS_KEY }) }, database, ...again });
  product.world.setApiUrl(product.url);
  token = await product.session();
}
async function restart(SECRETS_KEY: string): Promise<void> {
  await product.stopService();
  await start(SECRETS_KEY, product);
}
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  await start();
  first = product;
}, 60_000);
afterAll(async () => {
  await product.stop();
  await first.stop();
  await database.close();
});

async function view(): Promise<void> {
  await product.stream(token, { ticketId });
  // What was read is stored off the request path.
  await new Promise((resolve) => setTimeout(resolve, 1500));
}
const links = () =>
  database.db.selectFrom('links').select('requester_id').where('requester_id', '=', requesterId).execute();
const viewsOnRecord = async () =>
  (await database.db.selectFrom('audit').select('seq').where('action', '=', 'context.viewed').execute()).length;
/** By which mark the audit knows the customer of the last view. */
const markOfView = async () => {
  const rows = database.db.selectFrom('audit').select('subject').where('action', '=', 'context.viewed');
  return (await rows.orderBy('seq', 'desc').limit(1).execute())[0]?.subject;
};
/** The audit as a server with that key has it. */
const auditOf = (key: string) =>
  createAuditDesk({
    ...{ tenant, log: createAuditLog(database.db), now: Date.now },
    keysOf: auditKeysOf({
      store: createSecretStore({ rows: createSecretRows(database.db), keys: keysOf(key), now: Date.now }),
      ...{ signingKey: Buffer.from(SESSION_SECRET, 'base64'), isInUse: async () => true, steadyNow: Date.now },
    }),
  });
const ownKeys = () =>
  database.db.selectFrom('secrets').select(['name', 'sealed']).where('tenant', '=', tenant).orderBy('name').execute();

it('neither a first SECRETS_KEY nor a wrong one loses who was erased, or by which mark somebody is known', {
  timeout: 120_000,
}, async () => {
  const { db } = database;
  // Before there was a SECRETS_KEY.
  await view();
  await until(async () => (await links()).length === 1, 5000);
  const mark = await markOfView();
  await restart(RIGHT);
  await view();
  expect(await markOfView()).toBe(mark);
  expect(await auditOf(RIGHT).sign()).toMatchObject({ seq: expect.any(Number) });
  const stage = await openJobStage(database, [...queues]);
  const store = createSecretStore({ rows: createSecretRows(db), keys: keysOf(RIGHT), now: Date.now });
  const marksOf = createKeyedMarks({ tenant, store, signingKey: Buffer.alloc(0), isInUse: async () => false }).of;
  const log = createErasureLog(db, stage.jobs);
  const rows = createPersonRows(db, ['email']);
  const person = together(nobody, { users: [requesterId] });
  const asked = await askErasure({ tenant, log, rows, marksOf }, person, 'page', 'Lea');
  await until(async () => (await log.find(tenant, asked!.id))?.state === 'settling', 20_000);
  await stage.close();
  expect(await links()).toEqual([]);
  const before = await ownKeys();
  expect(before.map(({ name }) => name)).toEqual(['audit-key', 'erasures']);

  await restart(WRONG);
  await view();
  expect(await links(), 'while nobody can say who was erased nothing is stored').toEqual([]);
  expect(product.logLines.join('')).toContain('TenantKeyClosed');
  expect(await viewsOnRecord(), 'all the same').toBe(3);
  expect(await ownKeys()).toEqual(before);
  expect(await auditOf(WRONG).sign(), 'it would count as forged later').toBe('key_closed');
  expect(await auditOf(WRONG).check()).toMatchObject({ findings: [], endsUnread: true });

  await restart(RIGHT);
  await view();
  expect(await links(), 'they are still known to have been erased').toEqual([]);
  expect(await markOfView()).toBe(mark);

  const checked = await auditOf(RIGHT).check();
  expect(checked.findings).toEqual([]);
  expect(checked).not.toHaveProperty('endsUnread');

  // The key is lost for good, and whoever runs the server says so.
  await restart(WRONG);
  expect(await discardClosed({ rows: createSecretRows(db), keys: keysOf(WRONG) }, tenant, signal)).toBe(2);
  await restart(WRONG);
  await view();
  expect((await links()).length, 'nobody knows any more who they were').toBe(1);
});
