import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createCodecs } from '@sidelight/api/sync/codec.ts';
import { compileSync } from '@sidelight/api/sync/compile.ts';
import { type Corrected, type Corrections, createCorrections, type Wish } from '@sidelight/api/sync/correct.ts';
import { type FieldState, unknownField } from '@sidelight/api/sync/field-state.ts';
import { fieldOf } from '@sidelight/api/sync/linked-record.ts';
import type { SyncStore } from '@sidelight/api/sync/ports.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { syncOfContacts } from '../flow/sync-map.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const contact = { tenant: requireTenant('acme'), object: 'contact' };
const plan = compileSync(syncOfContacts);
const capacity = { phoneExtensions: true, instantMs: 1, textMax: 1000 };
const codecs = createCodecs(plan.objects[0]!, plan, { left: capacity, right: capacity });
const [OLD, NEW, THIRD] = ['+12125550100', '+12125550111', '+12125550122'];
const HOUR_MS = 3_600_000;
const both = (value: string): FieldState => ({
  ...unknownField(),
  agreed: { value },
  left: { sent: [], holds: value },
  right: { sent: [], holds: value },
});
const wish = { vendorId: '7', field: 'phone', value: NEW, seen: OLD, by: 'Ana' };

onEachDatabase('a value that is put right beside a ticket', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let store: SyncStore;
  /** With a row of the audit for each. */
  let corrections: Pick<Corrections, 'takes'> & {
    correct(wanted: Omit<Wish, 'record'>): Promise<Corrected>;
    undo(id: string, vendorId: string, isTheirs: (field: string) => boolean): Promise<Corrected>;
  };
  let nowMs = 0;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
    store = createSyncStore(opened.db, stage.jobs, () => nowMs);
    const real = createCorrections({ store, codecs, now: () => nowMs }, contact);
    const trail = trailOf(opened.db);
    const record = (action: 'sync.corrected' | 'sync.correction_undone') =>
      trail.onRecord({
        ...{ tenant: contact.tenant, atMs: nowMs, requestId: 'r', actorId: '7001', role: 'agent', action },
      });
    corrections = {
      takes: real.takes,
      correct: (wanted) => real.correct({ ...wanted, record: record('sync.corrected') }),
      undo: (...what) => real.undo(...what, record('sync.correction_undone')),
    };
  });
  beforeEach(async () => {
    nowMs = Date.parse('2026-11-23T10:00:00Z');
    await sql`delete from sync_records`.execute(opened.db);
    await sql`delete from sync_corrections`.execute(opened.db);
    await keep(both(OLD));
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });

  async function keep(phone: FieldState, hold?: 'manual'): Promise<void> {
    await sql`delete from sync_records`.execute(opened.db);
    const record = { id: 'r1', left: '501', right: '7', hold: undefined, fields: { phone } };
    await store.transact(contact, (tx) => tx.add([record]));
    if (hold) await store.transact(contact, (tx) => tx.save([{ ...record, hold }]));
  }
  const phone = () => store.transact(contact, async (tx) => fieldOf((await tx.byId(['r1']))[0]!, 'phone'));
  const due = async () =>
    (await sql<{ l: boolean; r: boolean }>`select due_left l, due_right r from sync_records`.execute(opened.db)).rows;
  async function corrected(): Promise<string> {
    const answer = await corrections.correct(wish);
    if (answer.kind !== 'done') throw new Error(answer.kind);
    return answer.id;
  }

  it('is not offered of a field that is set aside', () => {
    const offered = createCorrections({ store, codecs: [], now: () => nowMs }, contact);
    expect([offered, corrections].map((some) => some.takes('phone'))).toEqual([false, true]);
  });

  it('is agreed at once, and put in line for both sides', async () => {
    expect(await corrections.correct(wish)).toMatchObject({ kind: 'done', state: { agreed: { value: NEW } } });
    expect(await phone()).toMatchObject({
      ...{ agreed: { value: NEW }, before: { value: OLD }, origin: { side: 'sidelight', trueMs: nowMs } },
      ...{ left: { target: { value: NEW } }, right: { target: { value: NEW } } },
    });
    expect(await due()).toEqual([{ l: true, r: true }]);
  });

  it('is not, where it is another by now than the person saw: and says which', async () => {
    await keep(both(THIRD));
    expect(await corrections.correct(wish)).toMatchObject({ kind: 'changed', state: { agreed: { value: THIRD } } });
    expect(await due()).toEqual([{ l: false, r: false }]);
  });

  it('is not, while a person has to decide about it or about the whole record', async () => {
    await keep({ ...both(OLD), held: { why: 'manual', sinceMs: 1, left: OLD, right: THIRD } });
    expect(await corrections.correct(wish)).toMatchObject({ kind: 'waits', state: { held: { right: THIRD } } });
    await keep(both(OLD), 'manual');
    expect((await corrections.correct(wish)).kind).toBe('waits');
  });

  it('is not, of somebody who is not linked, or of what never agreed', async () => {
    expect(await corrections.correct({ ...wish, vendorId: '8' })).toEqual({ kind: 'not_offered' });
    expect(await corrections.correct({ ...wish, field: 'city' })).toEqual({ kind: 'not_offered' });
    await keep(unknownField());
    expect(await corrections.correct(wish)).toEqual({ kind: 'not_offered' });
  });

  it('is taken back once, within the hour, of the same person', async () => {
    const id = await corrected();
    expect(await corrections.undo(id, '8', () => true)).toEqual({ kind: 'too_late' });
    expect(await corrections.undo(id, '7', () => false)).toEqual({ kind: 'too_late' });
    nowMs += HOUR_MS - 1;
    expect(await corrections.undo(id, '7', (field) => field === 'phone')).toMatchObject({ kind: 'done' });
    expect(await phone()).toMatchObject({ agreed: { value: OLD } });
    expect(await corrections.undo(id, '7', () => true)).toEqual({ kind: 'too_late' });
  });

  it('is not taken back later than that', async () => {
    const id = await corrected();
    nowMs += HOUR_MS;
    expect(await corrections.undo(id, '7', () => true)).toEqual({ kind: 'too_late' });
  });

  it('is not taken back where something else has been decided since', async () => {
    const id = await corrected();
    await corrections.correct({ ...wish, seen: NEW, value: THIRD });
    expect(await corrections.undo(id, '7', () => true)).toMatchObject({
      ...{ kind: 'changed', state: { agreed: { value: THIRD } } },
    });
    expect(await phone()).toMatchObject({ agreed: { value: THIRD } });
  });
});
