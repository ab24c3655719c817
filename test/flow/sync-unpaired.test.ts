import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeByHand } from '../world/vendors/hubspot-by-hand.ts';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { syncOfContacts } from './sync-map.ts';

const { contact } = syncOfContacts.objects;
const byPhoneToo = { ...syncOfContacts, objects: { contact: { ...contact!, match: ['email', 'phone'] } } };

let stage: SyncDeskStage;
beforeAll(async () => {
  stage = await openSyncDesk((map) => ({ ...map, sync: byPhoneToo }));
}, 90_000);
afterAll(() => stage.close());

const newContact = (values: Record<string, string>) => {
  const made = makeByHand(stage.product.world.crm, { kind: 'contacts', values });
  if (typeof made !== 'string') throw new Error('not made');
  return made;
};
const page = () => stage.read(UnpairedPage, '/unpaired?object=contact');

it('records without a partner and duplicates are listed with why and where, to leads, after a dry run too', async () => {
  expect(await page()).toMatchObject({ duplicates: [], orphans: [] });
  expect((await stage.contact()).unpaired).toBeUndefined();
  expect((await stage.get('/unpaired?object=contact', stage.agent)).status).toBe(403);
  expect((await stage.get('/unpaired', stage.lead)).status).toBe(400);

  const [one, two] = [newContact({ phone: '+12125550199' }), newContact({ phone: '(212) 555-0199' })];
  const bare = newContact({ lastname: 'Nobody' });
  await stage.run('dry_run');
  const { foundAt, duplicates, orphans, totals } = await page();
  const group = duplicates.find(({ records }) => records.some(({ id }) => id === one));
  expect(group).toMatchObject({ side: 'left', fieldLabel: 'Phone', size: 2, records: [{ id: one }, { id: two }] });
  expect(group?.records[0]?.url).toContain(one);
  expect(orphans.filter(({ id, side }) => side === 'left' && [one, two, bare].includes(id))).toMatchObject([
    { id: bare, why: 'no_value', there: [] },
    { id: one, why: 'nobody' },
    { id: two, why: 'nobody' },
  ]);
  const all = totals.orphans.reduce((sum, { left, right }) => sum + left + right, 0);
  expect((await stage.contact()).unpaired).toEqual({
    ...{ foundAt, orphans: all, duplicates: totals.duplicates.left + totals.duplicates.right },
  });
  expect(JSON.stringify(await page())).not.toContain('555');
});

it('the next comparison puts its own in their place', async () => {
  const before = (await page()).foundAt;
  await stage.switchOn();
  await stage.run('compare');
  const { foundAt, orphans } = await page();
  expect(Date.parse(foundAt!)).toBeGreaterThan(Date.parse(before!));
  expect(orphans.length).toBeGreaterThan(0);
  const linked = await stage.db.selectFrom('sync_records').select('left_id').execute();
  const ids = new Set(linked.map(({ left_id }) => left_id));
  expect(orphans.filter(({ id, side }) => side === 'left' && ids.has(id))).toEqual([]);
  expect((await stage.read(SyncReport, '')).objects[0]?.unpaired?.foundAt).toBe(foundAt);
});
