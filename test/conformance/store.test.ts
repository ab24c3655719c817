import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '@sidelight/api/audit/ports.ts';
import type { Link } from '@sidelight/api/context/ports.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { requireTenant, type TenantId, tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { noJobs } from './no-jobs.ts';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;

/** The promises of the store, on either database. */
onEachDatabase('the store', (open) => {
  let opened: OpenDatabase;
  let db: Database;
  beforeAll(async () => {
    opened = await open();
    db = opened.db;
  });
  afterAll(() => opened.close());

  const link: Link = {
    requesterId: '7',
    organizationId: '',
    accountId: 'a1',
    contactId: null,
    billingId: 'cus_1',
    telemetryId: null,
    evidence: ['email'],
    basis: 'x',
    pickedBy: null,
    pickedAtMs: null,
    payerFrom: 'crm' as const,
    checkedAtMs: 1_795_000_000_000,
    change: null,
  };

  it('keeps one link per requester and organisation, and the latest wins', async () => {
    const links = createLinks(db, trailOf(db, raise).audited);
    await links.save(acme, link);
    const picked: Link = {
      ...{ ...link, accountId: 'a2', evidence: ['picked'] },
      ...{ pickedBy: '99', pickedAtMs: 1_795_000_000_001 },
    };
    await links.pick(acme, picked, entry(acme, '1', 'r'));
    await links.save(acme, { ...link, organizationId: '5', accountId: 'a3' });
    expect(await links.find(acme, '7', '')).toMatchObject({
      ...{ accountId: 'a2', pickedBy: '99', pickedAtMs: 1_795_000_000_001, evidence: ['picked'] },
    });
    expect(await links.find(acme, '7', '5')).toMatchObject({ accountId: 'a3' });
    // What is learned or checked meanwhile gives way to a pick, and brings back nothing that was taken away.
    await links.save(acme, { ...link, accountId: 'a9' });
    await links.replace(acme, link, { ...link, accountId: 'a9' });
    await links.drop(acme, { ...link, accountId: 'a2' });
    expect(await links.find(acme, '7', '')).toMatchObject({ accountId: 'a2', pickedBy: '99' });
    const change = { parts: ['billing' as const], atMs: 1_795_000_000_000 };
    const third = { ...link, organizationId: '5', accountId: 'a3' };
    await links.replace(acme, third, { ...third, billingId: 'cus_2', payerFrom: 'address', change });
    expect(await links.find(acme, '7', '5')).toMatchObject({ billingId: 'cus_2', payerFrom: 'address', change });
    await links.takeBack(acme, picked, '99', entry(acme, '1', 'r'));
    expect(await links.find(acme, '7', '')).toBeUndefined();
    await links.replace(acme, { ...link, accountId: 'a2', pickedBy: '99' }, link);
    expect(await links.find(acme, '7', '')).toBeUndefined();
    await links.drop(acme, third);
    expect(await links.find(acme, '7', '5')).toBeUndefined();
  });

  it('never shows one tenant what belongs to another', async () => {
    const links = createLinks(db, trailOf(db, raise).audited);
    const lastKnown = createLastKnown(db, raise);
    await links.save(acme, { ...link, requesterId: 'shared' });
    const wrong = { ...link, requesterId: 'shared', accountId: 'a9', organizationId: '4' };
    await links.takeBack(acme, wrong, '1', entry(acme, '1', 'r'));
    lastKnown.keep(acme, 'crm.account', 'shared', { record: { secret: 1 }, source: { type: 't', id: '1' } }, 1000);
    await lastKnown.close();
    expect(await links.find(other, 'shared', '')).toBeUndefined();
    expect(await links.rejected(other, 'shared')).toEqual(new Set());
    expect(await lastKnown.find(other, 'crm.account', 'shared')).toBeUndefined();
  });

  it('remembers and forgets a rejection', async () => {
    const links = createLinks(db, trailOf(db, raise).audited);
    const wrong = { ...link, requesterId: '8' };
    for (const by of ['1', '2']) await links.takeBack(acme, wrong, by, entry(acme, '1', 'r'));
    expect(await links.rejected(acme, '8')).toEqual(new Set(['a1']));
    await links.pick(acme, { ...wrong, pickedBy: '2' }, entry(acme, '1', 'r'));
    expect(await links.rejected(acme, '8')).toEqual(new Set());
  });

  it('loses no audit entry on a clean stop, and keeps their order', async () => {
    const trail = trailOf(db, raise);
    const ticketId = randomUUID();
    for (let i = 0; i < 2500; i++) trail.record(entry(acme, ticketId, String(i)));
    await trail.flush();
    const rows = await db.selectFrom('audit').selectAll().where('ticket_id', '=', ticketId).orderBy('id').execute();
    expect(rows.map((row) => row.request_id)).toEqual(Array.from({ length: 2500 }, (_, i) => String(i)));
    expect(rows[0]).toMatchObject({ tenant: 'acme', actor_id: '42', action: 'context.viewed', account_id: null });
  });

  it('keeps the newest answer, even when an older one is written later', async () => {
    const lastKnown = createLastKnown(db, raise);
    const answer = (n: number) => ({ record: { n }, source: { type: 'account', id: '1', url: 'https://x.example' } });
    const elsewhere = createLastKnown(db, raise);
    lastKnown.keep(acme, 'crm.account', '1', answer(1), 100_000);
    lastKnown.keep(acme, 'crm.account', '1', answer(2), 200_000);
    await lastKnown.flush();
    elsewhere.keep(acme, 'crm.account', '1', answer(0), 50_000);
    await elsewhere.flush();
    expect(await lastKnown.find(acme, 'crm.account', '1')).toEqual({ answer: answer(2), readAtMs: 200_000 });
    lastKnown.keep(acme, 'crm.account', '1', answer(3), 210_000);
    await lastKnown.flush();
    expect(await lastKnown.find(acme, 'crm.account', '1')).toEqual({ answer: answer(2), readAtMs: 200_000 });
    await forgetOldRows(db, 201_001, 1000, AbortSignal.timeout(10_000));
    expect(await lastKnown.find(acme, 'crm.account', '1')).toBeUndefined();
  });

  it('writes once in a while that a record is gone, and again once it was there meanwhile', async () => {
    const lastKnown = createLastKnown(db, raise);
    const elsewhere = createLastKnown(db, raise);
    const answer = { record: { n: 1 }, source: { type: 'account', id: '1' } };
    const isThere = async () => (await lastKnown.find(acme, 'crm.account', 'gone')) !== undefined;
    lastKnown.drop(acme, 'crm.account', 'gone', 100_000);
    elsewhere.keep(acme, 'crm.account', 'gone', answer, 101_000);
    await elsewhere.flush();
    lastKnown.drop(acme, 'crm.account', 'gone', 110_000);
    await lastKnown.flush();
    expect(await isThere()).toBe(true);
    lastKnown.drop(acme, 'crm.account', 'gone', 160_000);
    await lastKnown.flush();
    expect(await isThere()).toBe(false);
    lastKnown.keep(acme, 'crm.account', 'gone', answer, 161_000);
    await lastKnown.flush();
    lastKnown.drop(acme, 'crm.account', 'gone', 162_000);
    await lastKnown.flush();
    expect(await isThere()).toBe(false);
    await Promise.all([lastKnown.close(), elsewhere.close()]);
  });

  it('finds many last answers at once, each its own, and keeps none of what is gone', async () => {
    const lastKnown = createLastKnown(db, raise);
    const answer = (n: number) => ({ record: { n }, source: { type: 'account', id: '1' } });
    for (let i = 0; i < 4; i++) lastKnown.keep(acme, 'crm.account', `many${i}`, answer(i), 100_000);
    lastKnown.drop(acme, 'crm.account', 'many1', 150_000);
    lastKnown.drop(acme, 'crm.account', 'many2', 50_000);
    await lastKnown.flush();
    lastKnown.drop(acme, 'crm.account', 'many3', 150_000);
    lastKnown.keep(acme, 'crm.account', 'many3', answer(9), 160_000);
    await lastKnown.flush();
    const subjects = ['many0', 'many1', 'many2', 'many3', 'none', 'a\0b'];
    const found = await Promise.all([
      ...subjects.map((subject) => lastKnown.find(acme, 'crm.account', subject)),
      lastKnown.find(other, 'crm.account', 'many0'),
    ]);
    expect(found.map((kept) => kept?.answer.record)).toEqual([
      { n: 0 },
      undefined,
      undefined,
      { n: 9 },
      undefined,
      undefined,
      undefined,
    ]);
    await lastKnown.close();
  });

  it('tells a repeated webhook delivery from a new one', async () => {
    const inbox = createInbox(db, noJobs);
    expect(await inbox.store(arrivalOf(acme, 'd1'))).toBe(true);
    expect(await inbox.store(arrivalOf(acme, 'd1'))).toBe(false);
    expect(await inbox.store(arrivalOf(other, 'd1'))).toBe(true);
    await inbox.markHandled(acme, [{ system: 'helpdesk', deliveryId: 'd1' }]);
    const open = await db.selectFrom('webhook_inbox').select('tenant').where('handled_at', 'is', null).execute();
    expect(open).toEqual([{ tenant: 'other' }]);
  });

  it('forgets deliveries by their age, sooner once they are handled, and never the last one', async () => {
    const inbox = createInbox(db, noJobs);
    const tenant = requireTenant('pruned');
    const at = (day: number) => new Date(Date.UTC(2026, 10, day)).toISOString();
    for (const day of [1, 10, 20]) {
      await inbox.store(arrivalOf(tenant, String(day)));
      await sql`update webhook_inbox set received_at = ${at(day)}, handled_at = ${day === 10 ? null : at(day)}
        where tenant = ${tenant} and delivery_id = ${String(day)}`.execute(db);
    }
    const left = async () =>
      (await db.selectFrom('webhook_inbox').select('delivery_id').where('tenant', '=', tenant).execute()).length;
    const forgetOn = (day: number) =>
      forgetOldRows(db, Date.parse(at(day)) + 3_600_000, 365 * 86_400_000, AbortSignal.timeout(10_000));
    await forgetOn(5);
    expect(await left()).toBe(2);
    await forgetOn(30);
    expect(await left()).toBe(1);
  });
});

function raise(error: unknown): void {
  throw error;
}

const entry = (tenant: TenantId, ticketId: string, requestId: string): AuditEntry => ({
  tenant,
  atMs: 1_700_000_000_000,
  requestId,
  actorId: '42',
  role: 'agent',
  action: 'context.viewed',
  ticketId,
});

/** A database of its own, dropped at the end, so that runs do not meet. */
