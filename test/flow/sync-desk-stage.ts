import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { type ReviewItem, ReviewPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { DecideAnswer, SyncCommandAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { type Product, type ProductOptions, startProduct } from './start-product.ts';
import { syncOfContacts } from './sync-map.ts';
import { until } from './until.ts';

export type SyncDeskStage = Awaited<ReturnType<typeof openSyncDesk>>;
export type SyncDesk = Awaited<ReturnType<typeof syncDeskOf>>;

/** The product with contacts to keep in agreement, and what leads and admins do with it over HTTP. */
export async function openSyncDesk(
  changeMap: ProductOptions['changeMap'] = (map) => ({ ...map, sync: syncOfContacts }),
) {
  let aheadMs = 0;
  const product: Product = await startProduct({ changeMap, steadyNow: () => steadyNow() + aheadMs });
  return {
    ...(await syncDeskOf(product)),
    /** So much time goes by for what measures time, in which nobody leaves. */
    workOn(ms: number) {
      aheadMs += ms;
    },
  };
}

/** The same of a product that keeps contacts in agreement and whose helpdesk is connected. */
export async function syncDeskOf(
  product: Product,
  sessionOf: (role: 'agent' | 'lead' | 'admin') => Promise<string> | string = product.session,
) {
  const jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
  const { db } = product.database;
  const [agent, lead, admin] = [await sessionOf('agent'), await sessionOf('lead'), await sessionOf('admin')];

  const get = (path: string, token: string) =>
    fetch(`${product.url}/v1/sync${path}`, { headers: { authorization: `Bearer ${token}` } });
  const read = async <S extends z.ZodType>(schema: S, path: string, token = lead): Promise<z.infer<S>> =>
    schema.parse(await (await get(path, token)).json());
  const tell = async <S extends z.ZodType>(schema: S, path: string, body: object, token = lead): Promise<z.infer<S>> =>
    schema.parse(await (await product.post(`/v1/sync${path}`, token, body)).json());
  const status = async (path: string, body: object, token: string) =>
    (await product.post(`/v1/sync${path}`, token, body)).status;

  const contact = async (token = lead) => (await read(SyncReport, '', token)).objects[0]!;
  const reviews = async () => (await read(ReviewPage, '/reviews')).items;
  const decided = async () => (await read(ReviewPage, '/reviews')).decided;
  const look = async () => {
    await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch'`.execute(db);
    await createSyncSwitches(db, jobs).ask([requireTenant('acme')]);
  };
  async function run(kind: string) {
    const asked = await tell(SyncCommandAnswer, '/runs', { object: 'contact', kind }, admin);
    if (asked.kind !== 'done') throw new Error(asked.why);
    await until(async () => ['done', 'failed'].includes((await contact()).run?.state ?? ''), 20_000);
    return (await contact()).run;
  }
  const switchOn = () => tell(SyncCommandAnswer, '/switch', { object: 'contact', isOn: true }, admin);

  async function someone(n: number) {
    const [row] = await db.selectFrom('sync_records').selectAll().orderBy('left_id').offset(n).limit(1).execute();
    if (!row) throw new Error('nobody is linked');
    const { directory, writes } = product.world.people;
    const userId = Number(row.right_id);
    return {
      ...{ contactId: row.left_id, userId },
      inCrm: () => valueIn(product.world.crm.find('contacts', row.left_id)!, 'phone') || null,
      inHelpdesk: () => phoneOf(directory.user(userId)!),
      editInCrm: (phone: string) =>
        editByHand(product.world.crm, { kind: 'contacts', id: row.left_id, values: { phone } }),
      editInHelpdesk: (phone: string) => editUser(directory, writes, userId, { phone }),
    };
  }
  /** Both sides edit one phone number within the window. */
  async function conflict(n: number, crm: string, helpdesk: string) {
    const person = await someone(n);
    person.editInCrm(crm);
    await look();
    await until(() => person.inHelpdesk() === crm, 15_000);
    person.editInHelpdesk(helpdesk);
    const isTheirs = ({ sides }: ReviewItem) => sides.left.recordId === person.contactId;
    await until(async () => (await reviews()).some(isTheirs), 15_000);
    return { person, item: (await reviews()).find(isTheirs)! };
  }
  const take = (item: ReviewItem, side: 'left' | 'right' | 'neither') =>
    tell(DecideAnswer, '/reviews', { ids: [item.id], choice: { take: side } });

  /** What was done, once each. */
  const audited = async () => {
    const rows = await db.selectFrom('audit').select('action').distinct().where('action', 'like', 'sync.%').execute();
    return rows.map(({ action }) => action).sort();
  };

  return {
    ...{ product, db, agent, lead, admin, get, read, tell, status, contact, reviews, decided, look, run, switchOn },
    ...{ someone, conflict, take, audited },
    closeJobs: () => jobs.close(),
    async close() {
      await jobs.close();
      await product.stop();
    },
  };
}
