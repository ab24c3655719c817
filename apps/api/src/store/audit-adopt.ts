import { type Selectable, sql } from 'kysely';
import type { Unchained, UnchainedRows } from '../audit/adopt.ts';
import { chain } from '../audit/chain.ts';
import { requireTenant, tenantId } from '../tenants/tenant-id.ts';
import { lockedHeads } from './audit-rows.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Rows that a release without a chain has written. */
export function createUnchainedRows(db: Database): UnchainedRows {
  return {
    async tenants() {
      const { rows } = await sql<{ tenant: string }>`select distinct tenant from audit where seq is null
        order by tenant`.execute(db);
      return rows.map((row) => tenantId(row.tenant)).filter((tenant) => tenant !== undefined);
    },
    adopt: (tenant, rowOf, most) =>
      db.transaction().execute(async (tx) => {
        const heads = await lockedHeads(tx, [tenant]);
        const found = await tx
          .selectFrom('audit')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('seq', 'is', null)
          .orderBy('id')
          .limit(most)
          .execute();
        const head = heads.get(tenant);
        if (!head || found.length === 0) return 0;
        const chained = chain(
          head,
          found.map((row) => rowOf(unchained(row))),
        );
        const changed = chained.map(({ seq, hash, atMs, subject, account }, i) => ({
          ...{ id: found[i]?.id, seq, hash, at: new Date(atMs).toISOString(), subject, account },
        }));
        await sql`update audit a set seq = n.seq, hash = decode(n.hash, 'hex'), at = n.at, subject = n.subject,
            account = n.account, requester_id = null, account_id = null
          from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
            as n (id bigint, seq bigint, hash text, at timestamptz, subject text, account text)
          where a.tenant = ${tenant} and a.id = n.id and a.seq is null`.execute(tx);
        const end = chained.at(-1) ?? head;
        await tx
          .updateTable('audit_heads')
          .set({ seq: String(end.seq), hash: Buffer.from(end.hash, 'hex') })
          .where('tenant', '=', tenant)
          .execute();
        return found.length;
      }),
  };
}

const unchained = (row: Selectable<Schema['audit']>): Unchained => ({
  ...{ id: row.id, tenant: requireTenant(row.tenant), atMs: new Date(row.at).getTime(), requestId: row.request_id },
  ...{ actorId: row.actor_id, role: row.role, action: row.action },
  ...(row.ticket_id !== null && { ticketId: row.ticket_id }),
  ...(row.requester_id !== null && { requesterId: row.requester_id }),
  ...(row.account_id !== null && { accountId: row.account_id }),
});
