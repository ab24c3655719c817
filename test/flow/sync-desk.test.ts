import { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { LetterPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { RuleApplyAnswer, RulePatchAnswer, SyncCommandAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { until } from './until.ts';

let stage: SyncDeskStage;
beforeAll(async () => {
  stage = await openSyncDesk();
}, 90_000);
afterAll(() => stage.close());

describe('who may', () => {
  it('is nobody but leads and admins; what admins do leads may not', async () => {
    expect((await stage.get('', stage.agent)).status).toBe(403);
    expect((await stage.get('/reviews', stage.agent)).status).toBe(403);
    expect((await stage.get('/report?month=2026-10', stage.lead)).status).toBe(403);
    for (const [path, body] of [
      ['/runs', { object: 'contact', kind: 'dry_run' }],
      ['/switch', { object: 'contact', isOn: true }],
      ['/replay', {}],
      ['/rule', { id: crypto.randomUUID(), change: { kind: 'rule', rule: 'crm_wins' }, base: 'x' }],
    ] as const)
      expect([path, await stage.status(path, body, stage.lead)]).toEqual([path, 403]);
  });
});

describe('before it is on', () => {
  it('says so, and why it cannot be switched on', async () => {
    const report = await stage.read(SyncReport, '');
    expect(report).toMatchObject({
      systems: { left: 'HubSpot', right: 'Zendesk' },
      isInMap: true,
      canChangeMap: false,
    });
    expect(report.objects[0]).toMatchObject({ label: 'Contact', isOn: false, obstacle: 'no_dry_run', linked: 0 });
    const refused = await stage.tell(SyncCommandAnswer, '/switch', { object: 'contact', isOn: true }, stage.admin);
    expect(refused).toEqual({ kind: 'refused', why: 'no_dry_run' });
    const off = await stage.tell(SyncCommandAnswer, '/runs', { object: 'contact', kind: 'compare' }, stage.admin);
    expect(off).toEqual({ kind: 'refused', why: 'switched_off' });
    expect(await stage.tell(SyncCommandAnswer, '/runs', { object: 'deal', kind: 'dry_run' }, stage.admin)).toEqual({
      ...{ kind: 'refused', why: 'not_in_map' },
    });
  });

  it('a dry run says what would change, by field, and lets it be switched on, by name', async () => {
    const dry = await stage.run('dry_run');
    expect(dry).toMatchObject({ kind: 'dry_run', state: 'done' });
    expect(dry?.result?.newLinks).toBeGreaterThan(10);
    expect((await stage.contact()).obstacle).toBeUndefined();
    await stage.tell(SyncCommandAnswer, '/switch', { object: 'contact', isOn: true }, stage.admin);
    const on = await stage.contact();
    expect(on).toMatchObject({ isOn: true });
    expect(on.switchedBy).toMatch(/\w/);
    await stage.run('compare');
    await stage.look();
    await until(async () => (await stage.contact()).sides.left.readAt !== undefined, 15_000);
    expect((await stage.contact()).sides.left.isLate).toBe(false);
    expect((await stage.contact()).linked).toBeGreaterThan(10);
  });

  it('the month’s report says what the comparisons found, to admins', async () => {
    const month = new Date().toISOString().slice(0, 7);
    const report = await stage.read(MonthlyReport, `/report?month=${month}`, stage.admin);
    expect(report).toMatchObject({ month, state: 'under_way', mappings: [{ object: 'contact' }] });
    expect(report.current.consistency[0]?.linked).toBeGreaterThan(10);
    const none = await stage.read(MonthlyReport, '/report?month=2025-01', stage.admin);
    expect(none).toMatchObject({ state: 'forgotten', recommendations: [] });
    for (const wrong of ['', '?month=October', '?month=2026-13', `?month=${month}&of=other`])
      expect([wrong, (await stage.get(`/report${wrong}`, stage.admin)).status]).toEqual([wrong, 400]);
  });

  it('says when a side was last read, and calls it late once people have been at work for long enough, not before', async () => {
    const { db } = stage.product.database;
    await sql`update sync_switches set set_at = now() - interval '1 hour'`.execute(db);
    await sql`update sync_cursors set moved_at = now() - interval '20 minutes' where side = 'left'`.execute(db);
    const { left } = (await stage.contact()).sides;
    expect(left.isLate).toBe(false);
    expect(Date.now() - Date.parse(left.readAt!)).toBeGreaterThan(1_000_000);
    stage.workOn(10 * 60_000);
    expect((await stage.contact()).sides.left.isLate).toBe(true);
    await stage.look();
    await until(async () => Date.now() - Date.parse((await stage.contact()).sides.left.readAt!) < 60_000, 15_000);
  });
});

describe('what was not taken', () => {
  it('is listed with the reason and never the value, and tried again by an admin', async () => {
    const person = await stage.someone(6);
    await sql`insert into sync_dead_letters (tenant, object, record, side, field, id, reason, value_class)
      select tenant, object, id, 'right', 'phone', gen_random_uuid()::text, 'validation', 'too_long'
      from sync_records where left_id = ${person.contactId}`.execute(stage.product.database.db);
    expect((await stage.contact()).letters).toEqual([
      { reason: 'validation', count: 1, fields: [{ label: 'Phone', side: 'right', count: 1 }] },
    ]);
    const { letters } = await stage.read(LetterPage, '/letters?reason=validation');
    expect(letters).toMatchObject([{ side: 'right', fieldLabel: 'Phone', valueClass: 'too_long', isReplayed: false }]);
    expect(letters[0]?.url).toMatch(/\/agent\/users\/\d+$/);
    const none = await stage.tell(SyncCommandAnswer, '/replay', { reason: 'gone' }, stage.admin);
    expect(none).toEqual({ kind: 'done', count: 0 });
    const one = await stage.tell(SyncCommandAnswer, '/replay', { id: letters[0]!.id }, stage.admin);
    expect(one).toEqual({ kind: 'done', count: 1 });
    await until(async () => (await stage.contact()).letters.length === 0);
  });
});

describe('a rule', () => {
  it('is shown as a change of the map that the server does not make by itself', async () => {
    const { item } = await stage.conflict(7, '+12125550711', '+12125550722');
    const change = { kind: 'rule', rule: 'support_wins' };
    const patch = await stage.tell(RulePatchAnswer, '/rule/patch', { id: item.id, change });
    if (patch.kind !== 'patch') throw new Error(patch.why);
    expect(patch.patch).toContain('-        rule: crm_wins\n+        rule: support_wins');
    expect(patch.canApply).toBe(false);
    const applied = await stage.tell(RuleApplyAnswer, '/rule', { id: item.id, change, base: patch.base }, stage.admin);
    expect(applied).toEqual({ kind: 'refused', why: 'read_only' });
  }, 60_000);
});

it('what an admin did and saw stands in the audit', async () => {
  await until(async () => (await stage.audited()).length >= 4);
  expect(await stage.audited()).toEqual(['sync.compared', 'sync.replayed', 'sync.switched', 'sync.viewed']);
});
