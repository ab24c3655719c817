import { AuditCheck } from '@sidelight/shared/audit/audit-page.ts';
import { type Selectable, sql } from 'kysely';
import { type ChainedRow, type ChainHead, EMPTY } from '../audit/chain.ts';
import type { AuditLog, AuditSearch } from '../audit/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { hexOf } from './audit-rows.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

const PAGE = 2000;

/** Reads the audit, and keeps what is found when it is checked. Adds nothing to it. */
export function createAuditLog(db: Database): AuditLog {
  async function* chainOf(tenant: TenantId, { seq: end }: ChainHead): AsyncGenerator<ChainedRow> {
    let after = Number.NEGATIVE_INFINITY;
    for (;;) {
      let query = db.selectFrom('audit').selectAll().where('tenant', '=', tenant).where('seq', '<=', String(end));
      if (Number.isFinite(after)) query = query.where('seq', '>', String(after));
      const rows = await query.orderBy('seq').limit(PAGE).execute();
      for (const row of rows) yield chained(row);
      if (rows.length < PAGE) break;
      after = Number(rows.at(-1)?.seq);
    }
    // Beyond the end that the store knows of: nobody's rows.
    const beyond = db.selectFrom('audit').selectAll().where('tenant', '=', tenant).where('seq', '>', String(end));
    const { seq: endNow } = await headOf(tenant);
    if (endNow === end) for (const row of await beyond.orderBy('seq').limit(1).execute()) yield chained(row);
  }

  async function headOf(tenant: TenantId): Promise<ChainHead> {
    const row = await db.selectFrom('audit_heads').selectAll().where('tenant', '=', tenant).executeTakeFirst();
    return row ? { seq: Number(row.seq), hash: hexOf(row.hash) } : EMPTY;
  }

  return {
    chainOf,
    headOf,
    async tenants() {
      const rows = await db.selectFrom('audit_heads').select('tenant').orderBy('tenant').execute();
      return rows.map((row) => tenantId(row.tenant)).filter((tenant) => tenant !== undefined);
    },
    async search(tenant, search, most) {
      const { actorId, customer, ticketId, group, from, until, before } = search;
      let query = db.selectFrom('audit').selectAll().where('tenant', '=', tenant).where('seq', 'is not', null);
      if (actorId !== undefined) query = query.where('actor_id', '=', actorId);
      if (ticketId !== undefined) query = query.where('ticket_id', '=', ticketId);
      if (group !== undefined) query = query.where('action', 'like', `${group}.%`);
      if (from !== undefined) query = query.where('at', '>=', new Date(from));
      if (until !== undefined) query = query.where('at', '<', new Date(until));
      if (before !== undefined) query = query.where('seq', '<', String(before));
      if (customer !== undefined) query = query.where(ofCustomer(tenant, customer));
      const rows = await query.orderBy('seq', 'desc').limit(most).execute();
      return rows.map(chained);
    },
    async signedHeads(tenant) {
      const rows = await db
        .selectFrom('audit_signed_heads')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({
        ...{ seq: Number(row.seq), hash: hexOf(row.hash), at: new Date(row.at).toISOString() },
        ...{ publicKey: row.public_key, signature: row.signature },
      }));
    },
    async keepSigned(tenant, { seq, hash, at, publicKey, signature }) {
      await db
        .insertInto('audit_signed_heads')
        .values({ tenant, seq: String(seq), hash: Buffer.from(hash, 'hex'), at, public_key: publicKey, signature })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async unsigned() {
      const { rows } = await sql<{ tenant: string }>`select h.tenant from audit_heads h
        where h.seq > coalesce((select max(seq) from audit_signed_heads s where s.tenant = h.tenant), 0)
        order by h.tenant`.execute(db);
      return rows.map((row) => tenantId(row.tenant)).filter((tenant) => tenant !== undefined);
    },
    async lastCheck(tenant) {
      const row = await db.selectFrom('audit_checks').selectAll().where('tenant', '=', tenant).executeTakeFirst();
      const check = row && AuditCheck.safeParse(row.verdict).data;
      return check && { check };
    },
    async keepCheck(tenant, check) {
      const row = { at: check.at, verdict: JSON.stringify(check) };
      await db
        .insertInto('audit_checks')
        .values({ tenant, ...row })
        .onConflict((c) => c.column('tenant').doUpdateSet(row))
        .execute();
    },
  };
}

const chained = (row: Selectable<Schema['audit']>): ChainedRow => ({
  ...{ tenant: row.tenant, atMs: new Date(row.at).getTime(), requestId: row.request_id, actorId: row.actor_id },
  ...{ role: row.role, action: row.action, ticketId: row.ticket_id, subject: row.subject, account: row.account },
  ...{ about: row.about, count: row.count, seq: Number(row.seq), hash: row.hash ? hexOf(row.hash) : '' },
});

/** Rows that are marked as theirs, and those without a mark of a ticket that another row says is theirs. */
const ofCustomer = (tenant: TenantId, { subject, account }: NonNullable<AuditSearch['customer']>) =>
  sql<boolean>`(subject = ${subject} or account = ${account}
    or (subject is null and ticket_id in (select t.ticket_id from audit t
      where t.tenant = ${tenant} and t.subject = ${subject}))
    or (account is null and ticket_id in (select t.ticket_id from audit t
      where t.tenant = ${tenant} and t.account = ${account})))`;
