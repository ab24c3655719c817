import { SupportRecord } from '@sidelight/shared/record/support.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import type { SupportStore } from '../support/ports.ts';
import { type Customer, customerKey, customersOf } from '../support/ticket-fact.ts';
import type { Database } from './database.ts';
import { isSyncOn } from './is-sync-on.ts';
import { dueOf, endDue, putDue } from './support-due.ts';
import { createSupportNotes } from './support-notes.ts';
import { factOf, keepFacts } from './support-rows.ts';

export function createSupportStore(db: Database, jobs: JobWriter<Database>): SupportStore {
  const some = (tenant: string, ids: readonly string[], within: Database = db) =>
    within.selectFrom('support_tickets').selectAll().where('tenant', '=', tenant).where('id', 'in', ids);
  return {
    ...createSupportNotes(db, jobs),
    async told(tenant, ticketIds) {
      await db.transaction().execute((tx) => putDue(tx, jobs, tenant, 'ticket', ticketIds, true));
    },
    due: (tenant, work, most) => dueOf(db, tenant, work, most),
    async look(tenant, { facts, gone, done, noted }) {
      await db.transaction().execute(async (tx) => {
        const ids = [...facts.map(({ id }) => id), ...gone];
        const before = ids.length === 0 ? [] : (await some(tenant, ids, tx).execute()).map(factOf);
        const known = new Map(before.map((fact) => [fact.id, fact]));
        const changed = facts.filter((fact) => {
          const old = known.get(fact.id);
          // A page of a feed may be older than what an event has told since.
          return !old || old.updatedAtMs <= fact.updatedAtMs;
        });
        await keepFacts(tx, tenant, changed);
        if (gone.length > 0)
          await tx.deleteFrom('support_tickets').where('tenant', '=', tenant).where('id', 'in', gone).execute();
        // Whoever had the ticket before stands differently too.
        const customers = [...changed, ...before].flatMap(customersOf).map(customerKey);
        await putDue(tx, jobs, tenant, 'customer', customers);
        await putDue(tx, jobs, tenant, 'note', noted);
        await endDue(tx, tenant, 'ticket', done);
      });
    },
    async breached(tenant, breaches) {
      if (breaches.length === 0) return;
      const rows = breaches.map(({ ticketId, atMs }) => ({ id: ticketId, at: new Date(atMs).toISOString() }));
      await db.transaction().execute(async (tx) => {
        // The first one counts.
        const { rows: hit } = await sql<{ id: string }>`update support_tickets t set breached_at = n.at
          from (select id, min(at) as at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, at timestamptz)
            group by id) n
          where t.tenant = ${tenant} and t.id = n.id and (t.breached_at is null or t.breached_at > n.at)
          returning t.id`.execute(tx);
        if (hit.length === 0) return;
        const found = await some(
          tenant,
          hit.map(({ id }) => id),
          tx,
        ).execute();
        await putDue(tx, jobs, tenant, 'customer', found.map(factOf).flatMap(customersOf).map(customerKey));
      });
    },
    async factsOf(tenant, customers) {
      const ids = (kind: Customer['kind']) => customers.flatMap((one) => (one.kind === kind ? [one.id] : []));
      const [organizations, users] = [ids('organizations'), ids('users')];
      const rows = await db
        .selectFrom('support_tickets')
        .selectAll()
        .where('tenant', '=', tenant)
        .where((eb) =>
          eb.or([
            ...(organizations.length > 0 ? [eb('organization_id', 'in', organizations)] : []),
            ...(users.length > 0 ? [eb('requester_id', 'in', users)] : []),
          ]),
        )
        .execute();
      const facts = rows.map(factOf);
      return new Map(
        customers.map((customer) => [
          customerKey(customer),
          facts.filter((fact) => customersOf(fact).some((one) => one.kind === customer.kind && one.id === customer.id)),
        ]),
      );
    },
    async tickets(tenant, ids) {
      return ids.length === 0 ? [] : (await some(tenant, ids).execute()).map(factOf);
    },
    async workedOut(tenant, records, done) {
      await db.transaction().execute(async (tx) => {
        const rows = records.map(({ customer, record }) => ({ ...customer, record }));
        await sql`insert into support_customers (tenant, kind, id, record)
          select ${tenant}, n.kind, n.id, n.record
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(kind text, id text, record jsonb)
          on conflict (tenant, kind, id) do update set record = excluded.record, worked_out_at = now()`.execute(tx);
        await endDue(tx, tenant, 'customer', done);
      });
    },
    async find(tenant, { kind, id }) {
      const row = await db
        .selectFrom('support_customers')
        .select(['record', 'worked_out_at'])
        .where('tenant', '=', tenant)
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst();
      // Of an earlier release, or damaged: it is worked out anew within a day.
      const read = SupportRecord.safeParse(row?.record);
      return row && read.success ? { record: read.data, atMs: new Date(row.worked_out_at).getTime() } : undefined;
    },
    async workOutAll(tenant, kind) {
      await db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('support_customers')
          .select('id')
          .where('tenant', '=', tenant)
          .where('kind', '=', kind)
          .execute();
        const keys = rows.map(({ id }) => customerKey({ kind, id }));
        await putDue(tx, jobs, tenant, 'customer', keys);
      });
    },
    isKept: (tenant) => isSyncOn(db, tenant),
    async cursor(tenant, feed) {
      const row = await db
        .selectFrom('support_feeds')
        .select('cursor')
        .where('tenant', '=', tenant)
        .where('feed', '=', feed)
        .executeTakeFirst();
      return row?.cursor ?? undefined;
    },
    async feedsDue(tenant) {
      const { rows } = await sql`select feed from support_feeds where tenant = ${tenant} and next_at <= now()`.execute(
        db,
      );
      return z
        .array(z.object({ feed: z.enum(['tickets', 'breaches']) }))
        .parse(rows)
        .map(({ feed }) => feed);
    },
    async askAgain(tenant, feed, inMs) {
      await sql`update support_feeds set next_at = now() + ${inMs} * interval '1 millisecond'
        where tenant = ${tenant} and feed = ${feed}`.execute(db);
    },
    async moveCursor(tenant, feed, cursor, { inMs, isBehind }) {
      await sql`update support_feeds
        set cursor = ${cursor}, is_behind = ${isBehind}, next_at = now() + ${inMs} * interval '1 millisecond'
        where tenant = ${tenant} and feed = ${feed}`.execute(db);
    },
  };
}
