import { randomBytes } from 'node:crypto';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { nobody, together } from '@sidelight/api/privacy/person.ts';
import { createKeyedMarks } from '@sidelight/api/secrets/keyed-marks.ts';
import { createErasureLog, createErasureSweep } from '@sidelight/api/store/erasure-log.ts';
import { createPersonRows } from '@sidelight/api/store/person-rows.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JobStage, openJobStage } from '../conformance/job-stage.ts';
import { grepFor } from '../conformance/planted-person.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');
const signingKey = randomBytes(32);
const env = { SESSION_SECRET: signingKey.toString('base64') };
const ticketId = '1001';

let product: Product;
let beside: Product;
let stage: JobStage;
beforeAll(async () => {
  product = await startProduct({ env });
  beside = await startProduct({ env, beside: product, database: product.database, isRestart: true });
  stage = await openJobStage(product.database, [...queues]);
}, 60_000);
afterAll(async () => {
  await stage.close();
  await beside.stop();
  await product.stop();
});

/** In two processes on one database, with agents at work in both. */
it('a person is erased from the store and the memory of every process, and looking at them again stores nothing', {
  timeout: 120_000,
}, async () => {
  const { db } = product.database;
  const token = await product.session();
  const calls = () => product.world.calls.list().filter(({ system }) => system === 'telemetry').length;
  const view = async (at: Product) => at.stream(token, { ticketId });
  for (const at of [product, beside, product, beside]) await view(at);
  const { requester } = product.world.tickets.find((one) => String(one.ticketId) === ticketId)!.truth;
  const email = requester!.email!;
  const kept = async () => {
    const { audit: _ids, ...found } = await grepFor(db, [email]);
    return found;
  };
  await until(async () => (await kept()).last_known !== undefined, 5000);
  const requesterId = '900010';
  const links = () => db.selectFrom('links').selectAll().where('requester_id', '=', requesterId).execute();
  await until(async () => (await links()).length === 1, 5000);
  const warm = calls();
  await view(product);
  await view(beside);
  expect(calls(), 'both answer from memory').toBe(warm);

  // What both have read is stored off the request path: on its way it would be found by the second look alone.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const log = createErasureLog(db, stage.jobs);
  const rows = createPersonRows(db, ['email']);
  const marksOf = createKeyedMarks({ tenant, store: undefined, signingKey, isInUse: async () => false }).of;
  const asked = await askErasure(
    { tenant, log, rows, marksOf },
    together(nobody, { addresses: [email] }),
    'page',
    'Lea',
  );
  await until(async () => (await log.find(tenant, asked!.id))?.state === 'settling', 20_000);
  expect(await links()).toEqual([]);
  // Whom to erase is known until they are.
  expect(Object.keys(await kept())).toEqual(['erasures']);
  await until(
    async () => (await log.receipts(tenant, asked!.id)).filter(({ place }) => /^memory of/.test(place)).length === 2,
    5000,
  );

  for (const at of [product, beside]) await view(at);
  expect(calls(), 'nobody remembers them').toBeGreaterThan(warm);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await links()).toEqual([]);
  expect(Object.keys(await kept())).toEqual(['erasures']);

  await sql`update erasures set checked_at = now() - interval '2 minutes'`.execute(db);
  await createErasureSweep(db, stage.jobs)();
  await until(async () => (await log.find(tenant, asked!.id))?.state === 'held_elsewhere', 20_000);
  expect(await kept()).toEqual({});
  const findings = (await log.receipts(tenant, asked!.id)).filter(({ state }) => state === 'elsewhere');
  expect(findings.map(({ owner }) => owner)).not.toContain(undefined);
  expect(findings.length).toBeGreaterThan(0);
  const everything = product.logLines.join('') + beside.logLines.join('');
  expect(everything).not.toContain(email);
});
