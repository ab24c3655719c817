import { Evidence } from '@sidelight/shared/context/customer.ts';
import { z } from 'zod';
import type { Link, Links } from '../context/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { inTime, ON_PATH_MS } from './in-time.ts';
import type { Audited } from './on-record.ts';

const EvidenceList = z.array(Evidence).min(1);
const PayerFrom = z.enum(['crm', 'address']).nullable();
const Change = z
  .object({ parts: z.array(z.enum(['account', 'merged', 'billing', 'telemetry'])), atMs: z.number() })
  .nullable();

/** Replaces what was there; what was learned, no pick. */
async function put(on: Database, tenant: TenantId, link: Link): Promise<void> {
  const row = columns(link);
  await on
    .insertInto('links')
    .values({ tenant, requester_id: link.requesterId, organization_id: link.organizationId, ...row })
    .onConflict((c) => {
      const update = c.columns(['tenant', 'requester_id', 'organization_id']).doUpdateSet(row);
      // Somebody may have picked while this was being learned.
      return link.pickedBy === null ? update.where('links.picked_by', 'is', null) : update;
    })
    .execute();
}

/** Links and rejections, one row each. Reads and writes name their tenant. */
export function createLinks(db: Database, audited: Audited): Links {
  const own: Links = {
    async find(tenant, requesterId, organizationId) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('requester_id', '=', requesterId)
        .where('organization_id', '=', organizationId)
        // Learned by a request that was under way when somebody rejected it: never found.
        .where(({ or, eb, not, exists, selectFrom }) =>
          or([
            eb('picked_by', 'is not', null),
            not(
              exists(
                selectFrom('link_rejections')
                  .select('account_id')
                  .where('link_rejections.tenant', '=', tenant)
                  .where('link_rejections.requester_id', '=', requesterId)
                  .whereRef('link_rejections.account_id', '=', 'links.account_id'),
              ),
            ),
          ]),
        )
        .executeTakeFirst();
      const evidence = row && EvidenceList.safeParse(row.evidence).data;
      // What cannot be read was never learned: it is found out again, and written anew.
      if (!evidence) return undefined;
      return {
        requesterId: row.requester_id,
        organizationId: row.organization_id,
        accountId: row.account_id,
        contactId: row.contact_id,
        billingId: row.billing_id,
        telemetryId: row.telemetry_id,
        evidence,
        basis: row.basis,
        pickedBy: row.picked_by,
        pickedAtMs: row.picked_at === null ? null : new Date(row.picked_at).getTime(),
        payerFrom: PayerFrom.parse(row.payer_from),
        checkedAtMs: new Date(row.saved_at).getTime(),
        change: Change.parse(row.change),
      };
    },
    save: (tenant, link) => put(db, tenant, link),
    pick: (tenant, link, entry) =>
      audited(entry, async (tx) => {
        await tx
          .deleteFrom('link_rejections')
          .where('tenant', '=', tenant)
          .where('requester_id', '=', link.requesterId)
          .where('account_id', '=', link.accountId)
          .execute();
        await put(tx, tenant, link);
      }),
    takeBack: (tenant, { requesterId, organizationId, accountId, pickedBy }, by, entry) =>
      audited(entry, async (tx) => {
        if (pickedBy === null)
          await tx
            .insertInto('link_rejections')
            .values({ tenant, requester_id: requesterId, account_id: accountId, rejected_by: by })
            .onConflict((c) => c.doNothing())
            .execute();
        await tx
          .deleteFrom('links')
          .where('tenant', '=', tenant)
          .where('requester_id', '=', requesterId)
          .where('organization_id', '=', organizationId)
          .execute();
      }),
    async replace(tenant, before, link) {
      await db
        .updateTable('links')
        .set(columns(link))
        .where('tenant', '=', tenant)
        .where('requester_id', '=', before.requesterId)
        .where('organization_id', '=', before.organizationId)
        .where('account_id', '=', before.accountId)
        .where('picked_by', before.pickedBy === null ? 'is' : '=', before.pickedBy)
        .execute();
    },
    async drop(tenant, link) {
      await db
        .deleteFrom('links')
        .where('tenant', '=', tenant)
        .where('requester_id', '=', link.requesterId)
        .where('organization_id', '=', link.organizationId)
        .where('account_id', '=', link.accountId)
        .where('picked_by', link.pickedBy === null ? 'is' : '=', link.pickedBy)
        .execute();
    },
    async rejected(tenant, requesterId) {
      const rows = await db
        .selectFrom('link_rejections')
        .select('account_id')
        .where('tenant', '=', tenant)
        .where('requester_id', '=', requesterId)
        .execute();
      return new Set(rows.map((row) => row.account_id));
    },
  };
  return {
    ...own,
    find: (...asked) => inTime(own.find(...asked), ON_PATH_MS),
    rejected: (...asked) => inTime(own.rejected(...asked), ON_PATH_MS),
  };
}

const columns = (link: Link) => ({
  account_id: link.accountId,
  contact_id: link.contactId,
  billing_id: link.billingId,
  telemetry_id: link.telemetryId,
  evidence: JSON.stringify(link.evidence),
  basis: link.basis,
  picked_by: link.pickedBy,
  picked_at: link.pickedAtMs === null ? null : new Date(link.pickedAtMs),
  payer_from: link.payerFrom,
  saved_at: new Date(link.checkedAtMs),
  change: link.change === null ? null : JSON.stringify(link.change),
});
