import { LetterPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { SyncCommandAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTicket } from '../world/vendors/zendesk-tickets-by-hand.ts';
import { type Product, startProduct } from './start-product.ts';
import { supportOnly } from './support-map.ts';
import { type SyncDesk, syncDeskOf } from './sync-desk-stage.ts';
import { until } from './until.ts';

let product: Product;
let desk: SyncDesk;
beforeAll(async () => {
  product = await startProduct({ changeMap: supportOnly });
  desk = await syncDeskOf(product);
}, 90_000);
afterAll(async () => {
  await desk.closeJobs();
  await product.stop();
});

const standing = async (object: string) => {
  const found = (await desk.read(SyncReport, '')).objects.find(({ id }) => id === object);
  if (!found) throw new Error(`the page has no ${object}`);
  return found;
};
const tell = (path: string, body: object) => desk.tell(SyncCommandAnswer, path, body, desk.admin);
async function run(object: string, kind: string) {
  expect(await tell('/runs', { object, kind })).toEqual({ kind: 'done' });
  await until(async () => ['done', 'failed'].includes((await standing(object)).run?.state ?? ''), 40_000);
  return (await standing(object)).run;
}
const switchTo = (isOn: boolean) => tell('/switch', { object: 'ticket', isOn });

describe('notes in the CRM, on the page', () => {
  it('stand beside the kinds of records, off until a dry run was seen', async () => {
    expect(await standing('ticket')).toMatchObject({
      ...{ label: 'Ticket', isOn: false, obstacle: 'no_dry_run', notes: { written: 0, waiting: 0 } },
    });
    expect((await standing('contact')).notes).toBeUndefined();
    expect(await switchTo(true)).toEqual({ kind: 'refused', why: 'no_dry_run' });
    expect(await tell('/runs', { object: 'ticket', kind: 'compare' })).toEqual({
      kind: 'refused',
      why: 'switched_off',
    });
    for (const path of ['/switch', '/runs'])
      expect(await desk.status(path, { object: 'ticket', isOn: true, kind: 'dry_run' }, desk.lead)).toBe(403);
  });

  it('are counted by a dry run, switched on, and one is written for each ticket that is known', async () => {
    await run('contact', 'dry_run');
    await tell('/switch', { object: 'contact', isOn: true });
    await run('contact', 'compare');
    const [pair] = await desk.db.selectFrom('sync_records').selectAll().where('object', '=', 'contact').execute();
    const requesterId = Number(pair?.right_id);
    const organizationId = product.world.people.directory.user(requesterId)?.memberships[0]?.organizationId ?? 1;
    const { id } = writeTicket(product.world, { requesterId, organizationId, subject: 'Seen on the page' });
    await until(async () => (await desk.db.selectFrom('support_tickets').select('id').execute()).length === 1, 20_000);

    expect((await run('ticket', 'dry_run'))?.result?.writes).toEqual([
      { field: 'note', label: 'Ticket', left: 1, right: 0 },
    ]);
    expect((await standing('ticket')).obstacle).toBeUndefined();
    expect(await switchTo(true)).toEqual({ kind: 'done' });
    expect(await standing('ticket')).toMatchObject({ isOn: true, notes: { written: 0 } });
    await run('ticket', 'compare');
    await until(async () => (await standing('ticket')).notes?.written === 1, 20_000);
    expect(product.world.crm.having('notes', 'sidelight_activity_key', `ticket:acme:${id}`)).toHaveLength(1);
    expect((await standing('ticket')).notes).toEqual({ written: 1, waiting: 0 });
  }, 90_000);

  it('wait while they are off, and say so', async () => {
    expect(await switchTo(false)).toEqual({ kind: 'done' });
    await sql`insert into support_due (tenant, work, id, due_at) values ('acme', 'note', '4711', now())`.execute(
      desk.db,
    );
    expect(await standing('ticket')).toMatchObject({ isOn: false, notes: { written: 1, waiting: 1 } });
  });

  it('that were not taken go by the number of their ticket', async () => {
    await sql`insert into sync_dead_letters (tenant, object, record, side, field, id, reason)
      values ('acme', 'ticket', '4711', 'left', 'note', gen_random_uuid()::text, 'validation')`.execute(desk.db);
    expect((await standing('ticket')).letters).toEqual([
      { reason: 'validation', count: 1, fields: [{ label: 'Ticket', side: 'left', count: 1 }] },
    ]);
    const { letters } = await desk.read(LetterPage, '/letters?object=ticket&reason=validation');
    expect(letters).toMatchObject([{ title: '#4711', objectLabel: 'Ticket', fieldLabel: 'Ticket' }]);
  });
});
