import { type ReviewItem, ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { ObjectStanding } from '@sidelight/shared/sync/sync-report.ts';
import { DecideAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { startProduct } from './start-product.ts';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { syncOfContacts, WINDOW_MS } from './sync-map.ts';
import { until } from './until.ts';

let stage: SyncDeskStage;
beforeAll(async () => {
  stage = await openSyncDesk();
  await stage.run('dry_run');
  await stage.switchOn();
  await stage.run('compare');
  // The first look says from when on changes are told.
  await stage.look();
  const isRead = ({ sides }: ObjectStanding) => sides.left.readAt !== undefined && sides.right.readAt !== undefined;
  await until(async () => isRead(await stage.contact()), 15_000);
}, 90_000);
afterAll(() => stage.close());

describe('what waits', () => {
  it('is shown with both sides, since when, by whom, and where each record is', async () => {
    const { item, person } = await stage.conflict(1, '+12125550111', '+12125550122');
    expect(item).toMatchObject({
      ...{ object: 'contact', objectLabel: 'Contact', field: 'phone', fieldLabel: 'Phone', why: 'inside_window' },
      ...{ blocks: true, isMasked: false, isOverdue: false },
      sides: {
        left: { value: '+12125550111', by: 'person', url: expect.stringMatching(/record\/0-1\/\d+$/) },
        right: { value: '+12125550122', url: expect.stringMatching(/\/agent\/users\/\d+$/) },
      },
      rule: { kind: 'shared', rule: 'newest_with_review', windowMs: WINDOW_MS },
    });
    expect(item.title).toMatch(/@/);
    expect(Date.parse(item.dueAt) - Date.parse(item.openedAt)).toBe(86_400_000);
    expect(item.ruleChanges).toContainEqual({ kind: 'rule', rule: 'crm_wins' });
    const { reviews: counted } = await stage.contact();
    expect(counted).toEqual({ open: 1, blocking: 1, overdue: 0 });

    expect(await stage.take(item, 'right')).toEqual({ kind: 'done', count: 1 });
    await until(() => person.inCrm() === '+12125550122', 15_000);
    expect(person.inHelpdesk()).toBe('+12125550122');
    expect(await stage.reviews()).toEqual([]);
    expect((await stage.decided())[0]).toMatchObject({ id: item.id, decided: { take: 'right', isDone: true } });
  }, 60_000);

  it('names the app that made an edit, as the CRM calls it', async () => {
    const person = await stage.someone(8);
    const { crm } = stage.product.world;
    const by = { by: 'app', source: '77', label: 'Data Desk' } as const;
    editByHand(crm, { kind: 'contacts', id: person.contactId, values: { phone: '+12125550811' }, ...by });
    await stage.look();
    await until(() => person.inHelpdesk() === '+12125550811', 15_000);
    person.editInHelpdesk('+12125550822');
    const own = async () => (await stage.reviews()).find(({ sides }) => sides.left.recordId === person.contactId);
    await until(async () => (await own()) !== undefined, 15_000);
    const item = (await own())!;
    expect(item.sides.left).toMatchObject({ value: '+12125550811', by: 'app', byName: 'Data Desk' });
    // The helpdesk does not say who it was.
    expect(item.sides.right).not.toHaveProperty('byName');
    await stage.take(item, 'left');
    await until(() => person.inHelpdesk() === '+12125550811', 15_000);
  }, 60_000);

  it('names the person of the CRM who made an edit, by one question for all, and says no name where it has none', async () => {
    const { world } = stage.product;
    const asked = () => world.calls.list().filter(({ path }) => path.includes('/crm/owners/')).length;
    const left = async (n: number, source: string) => {
      const person = await stage.someone(n);
      const phone = `+1212555060${n}`;
      editByHand(world.crm, { kind: 'contacts', id: person.contactId, values: { phone }, source });
      await stage.look();
      await until(() => person.inHelpdesk() === phone, 15_000);
      person.editInHelpdesk(`+1212555070${n}`);
      const own = async () => (await stage.reviews()).find(({ sides }) => sides.left.recordId === person.contactId);
      await until(async () => (await own()) !== undefined, 15_000);
      const item = (await own())!;
      await stage.take(item, 'left');
      await until(() => person.inHelpdesk() === phone, 15_000);
      return item.sides.left;
    };
    expect(await left(6, '9100001')).toMatchObject({ by: 'person', byName: 'Sean Gallagher' });
    const nobody = await left(7, '12');
    expect(nobody).toMatchObject({ by: 'person' });
    expect(nobody).not.toHaveProperty('byName');
    expect(asked()).toBe(1);
    // Only the number is kept.
    const { rows } = await sql`select 1 from sync_records where fields::text like '%Gallagher%'`.execute(stage.db);
    expect(rows).toEqual([]);
  }, 90_000);

  it('a decision that was done is taken back: the question is open again, and the next one counts', async () => {
    const { item, person } = await stage.conflict(2, '+12125550211', '+12125550222');
    await stage.take(item, 'right');
    await until(() => person.inCrm() === '+12125550222', 15_000);
    expect(await stage.tell(DecideAnswer, '/reviews/undo', { ids: [item.id] })).toEqual({ kind: 'done', count: 1 });
    await until(async () => (await stage.reviews()).some(({ id }) => id === item.id));
    const again = (await stage.reviews())[0]!;
    expect(again).toMatchObject({ sides: { left: { value: '+12125550211' }, right: { value: '+12125550222' } } });
    expect(again.openedAt).toBe(item.openedAt);
    await stage.take(again, 'left');
    await until(() => person.inHelpdesk() === '+12125550211' && person.inCrm() === '+12125550211', 15_000);
  }, 60_000);

  it('one about which something else was decided since stays as it is', async () => {
    const { item, person } = await stage.conflict(3, '+12125550311', '+12125550322');
    await stage.take(item, 'left');
    await until(() => person.inHelpdesk() === '+12125550311', 15_000);
    await until(async () => (await stage.decided())[0]?.decided?.isDone === true);
    await new Promise((resolve) => setTimeout(resolve, WINDOW_MS + 2000));
    person.editInHelpdesk('+12125550333');
    await until(() => person.inCrm() === '+12125550333', 15_000);
    await stage.tell(DecideAnswer, '/reviews/undo', { ids: [item.id] });
    await until(async () => !(await stage.decided()).some(({ id }) => id === item.id));
    expect(await stage.reviews()).toEqual([]);
    expect([person.inCrm(), person.inHelpdesk()]).toEqual(['+12125550333', '+12125550333']);
    expect(await stage.tell(DecideAnswer, '/reviews/undo', { ids: [item.id] })).toMatchObject({
      ...{ kind: 'refused', refusals: [{ code: 'too_late' }] },
    });
  }, 60_000);

  it('takes a value of one’s own, and says what is wrong with one', async () => {
    const { item, person } = await stage.conflict(4, '+12125550411', '+12125550422');
    const typed = (value: string, ids = [item.id]) => stage.tell(DecideAnswer, '/reviews', { ids, choice: { value } });
    expect(await typed('x'.repeat(400))).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'not_a_value', id: item.id, valueClass: 'too_long' }],
    });
    const nobody = crypto.randomUUID();
    expect(await typed('1', [item.id, nobody])).toEqual({
      ...{ kind: 'refused', refusals: [{ code: 'not_open', id: nobody }] },
    });
    expect(await stage.reviews()).toHaveLength(1);
    expect(await typed('(212) 555-0199')).toEqual({ kind: 'done', count: 1 });
    await until(() => person.inCrm() === '+12125550199' && person.inHelpdesk() === '+12125550199', 15_000);
  }, 60_000);

  it('is not asked for in a way nobody understands', async () => {
    for (const query of ['?why=nothing', '?after=!!', '?object=a%20b', '?more=1'])
      expect([query, (await stage.get(`/reviews${query}`, stage.lead)).status]).toEqual([query, 400]);
    for (const body of [{}, { ids: [] }, { ids: ['1'], choice: { take: 'left' } }, { ids: [crypto.randomUUID()] }])
      expect(await stage.status('/reviews', body, stage.lead)).toBe(400);
    expect(await stage.status('/replay', { reason: 'none' }, stage.admin)).toBe(400);
  });

  it('is listed page by page, those that block and have waited longest first', async () => {
    const { db } = stage.product.database;
    await sql`insert into sync_reviews (tenant, id, object, record, field, why, blocks, left_value, right_value, opened_at)
      select 'acme', gen_random_uuid()::text, 'contact', 'r' || n, 'phone', 'older_kept', n % 2 = 0, '"a"', '"b"',
        now() - (n || ' hours')::interval
      from generate_series(1, 120) n`.execute(db);
    const seen: ReviewItem[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const page: ReviewPage = await stage.read(ReviewPage, `/reviews?object=contact${next && `&after=${next}`}`);
      seen.push(...page.items);
      next = page.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(120);
    const order = seen.map(({ blocks, openedAt }) => `${blocks ? 0 : 1} ${openedAt}`);
    expect(order).toEqual([...order].sort());
    expect((await stage.contact()).reviews).toMatchObject({ open: 120, blocking: 60 });
    expect((await stage.contact()).reviews.overdue).toBeGreaterThan(40);
    await sql`delete from sync_reviews where record like 'r%'`.execute(db);
  });

  it('is masked for whoever may not see the field on a card, and not theirs to decide or to take back', async () => {
    const { item } = await stage.conflict(5, '+12125550511', '+12125550522');
    const masked = await startProduct({
      ...{ beside: stage.product, database: stage.product.database, isRestart: true },
      changeMap: ({ systems, ...map }) => {
        const crm = systems.crm!;
        const from = Object.keys(crm.reads).find((read) => crm.reads[read]?.about === 'requester')!;
        const [shown] = Object.values(crm.fields);
        const phone = { ...shown!, from, value: 'properties.phone', roles: ['admin' as const] };
        const fields = { ...crm.fields, 'contact.phone': phone };
        return { ...map, sync: syncOfContacts, systems: { ...systems, crm: { ...crm, fields } } };
      },
    });
    const asked = async (role: 'lead' | 'admin') => {
      const token = masked.sessionAs({ tenant: 'acme', role });
      const answer = await fetch(`${masked.url}/v1/sync/reviews`, { headers: { authorization: `Bearer ${token}` } });
      return { token, text: await answer.text() };
    };
    const [seen, whole] = [await asked('lead'), await asked('admin')];
    expect(whole.text).toContain('+12125550522');
    expect(seen.text).not.toMatch(/\+1212/);
    expect(ReviewPage.parse(JSON.parse(seen.text)).items[0]).toMatchObject({ id: item.id, isMasked: true });
    const body = { ids: [item.id], choice: { take: 'left' } };
    const isRefused = async (path: string, asked: object) => {
      const answer = await masked.post(`/v1/sync/reviews${path}`, seen.token, asked);
      expect(await answer.json()).toEqual({ kind: 'refused', refusals: [{ code: 'masked', id: item.id }] });
    };
    await isRefused('', body);
    await stage.take(item, 'left');
    await until(async () => (await stage.reviews()).length === 0);
    await isRefused('/undo', { ids: [item.id] });
    await masked.stopService();
  }, 60_000);
});

it('what a lead did stands in the audit', async () => {
  await until(async () => (await stage.audited()).includes('sync.undone'));
  expect(await stage.audited()).toContain('sync.decided');
});
