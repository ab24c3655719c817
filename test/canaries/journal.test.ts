import { createJournalLog } from '@sidelight/api/store/journal-log.ts';
import { createJournalSweep } from '@sidelight/api/store/journal-sweep.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creatingSync, withPlenty } from '../flow/creating-sync.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import { openSyncOf, type SyncStage, tenant } from '../flow/sync-stage.ts';
import { until } from '../flow/until.ts';
import { withCrmApp } from '../flow/with-crm-app.ts';
import type { Planting } from '../world/planting.ts';
import { type Canaries, canaryKinds, createCanaries } from './canary.ts';
import { indexOf } from './canary-index.ts';
import { jobs, tables } from './gather.ts';
import { listenToProcess } from './listen.ts';
import { search } from './sinks.ts';

const JOURNAL = '/webhooks-journal/';

let canaries: Canaries;
let product: Product;
let stage: SyncStage;
let heard: ReturnType<typeof listenToProcess>;
let refuses: 403 | 500 | undefined;
let refused = 0;

beforeAll(async () => {
  canaries = createCanaries('journal');
  heard = listenToProcess();
  const planting: Planting = {
    bundle: (bundle) => bundle,
    answer(vendor, req, answer) {
      if (!refuses || vendor !== 'hubspot' || !req.path.startsWith(JOURNAL)) return answer;
      refused++;
      const said = `${req.get('authorization')} ${req.originalUrl} ${JSON.stringify(person())}`;
      return {
        status: refuses,
        body: { message: said, errors: [{ message: said }], record: person() },
      };
    },
  };
  product = await startProduct({
    world: { hasCrmApp: true, customers: 4, planting },
    changeMap: (map) => withCrmApp(withPlenty({ ...map, sync: creatingSync })),
  });
  stage = await openSyncOf(product);
  product.world.crmWebhooks!.isSilent = true;
  for (const object of ['company', 'contact']) {
    await stage.switches.set(tenant, object, true, 'test');
    await stage.run(object, 'approved');
    await until(async () => (await stage.waiting()) === 0, 90_000);
  }
  await stage.settled();
  await until(() => product.world.crmJournal!.subscriptions().length === 4);
  await until(async () => (await standing())?.readAt !== undefined);
}, 240_000);
afterAll(async () => {
  await stage.close();
  await product.stop();
  heard.stop();
});

const person = () =>
  Object.fromEntries(canaryKinds.map((kind) => [`planted_${kind}`, canaries.make(kind, 'failure', 'the journal')]));
const standing = () => createJournalLog(product.database.db, stage.jobs).find(tenant, 'crm');

/** As the sweep has it read; until its end was reached, or it was found that it cannot be read. */
async function read(): Promise<void> {
  const { db } = product.database;
  await sql`update journals set asked_at = 'epoch', read_at = 'epoch', failing_since = null`.execute(db);
  await createJournalSweep(db, stage.jobs, () => [tenant])();
  await until(async () => {
    const now = await standing();
    return now?.failingSince !== undefined || Date.parse(now?.readAt ?? '') > 0;
  }, 30_000);
}

it('what the CRM’s journal tells beside what is read, and says when it refuses, is nowhere', {
  timeout: 150_000,
}, async () => {
  const told = (kind: 'email' | 'name') => canaries.make(kind, 'failure', 'the journal');
  const occurredAt = new Date(product.world.crm.now()).toISOString();
  const whole = {
    type: 'crmObject',
    portalId: 48160021,
    occurredAt,
    action: 'UPDATE',
    objectTypeId: '0-1',
    objectId: 101,
  };
  product.world.crmJournal!.write([
    { ...whole, ...person(), propertyChanges: { [told('name')]: told('email'), planted: told('email') } },
    { ...whole, objectTypeId: told('email'), propertyChanges: person() },
    { ...whole, action: told('email') },
    { ...whole, type: told('email'), ...person() },
    { ...whole, objectId: told('email') },
    { ...whole, occurredAt: told('email') },
    person(),
    told('email'),
  ]);
  await read();
  for (const status of [403, 500] as const) {
    refuses = status;
    await read();
  }
  refuses = undefined;
  expect(refused).toBeGreaterThanOrEqual(2);
  const admin = await product.session('admin');
  const pages = ['/v1/sync/status', '/v1/status', '/v1/jobs', '/v1/audit/export?format=jsonl'].map(async (path) =>
    (await fetch(product.url + path, { headers: { authorization: `Bearer ${admin}` } })).text(),
  );
  const sinks = [
    { name: 'the log', texts: product.logLines },
    { name: 'the streams of the process', texts: [heard.said()] },
    { name: 'pages', texts: await Promise.all(pages) },
    { name: 'figures', texts: [await (await product.operator('/metrics')).text()] },
    { name: 'alerts', texts: product.world.alerts.received().map(({ body }) => JSON.stringify(body)) },
    ...(await tables({ product })),
    ...(await jobs({ product })),
  ];
  expect(search(indexOf(canaries.all()), sinks).leaks).toEqual([]);
});
