import { Evidence } from '@sidelight/shared/context/customer.ts';
import { z } from 'zod';
import type { Link, Links } from '../context/ports.ts';
import type { Database } from './database.ts';

const EvidenceList = z.array(Evidence).min(1);

/** Links and rejections, one row each. Reads and writes name their tenant. */
export function createLinks(db: Database): Links {
  return {
    async find(tenant, requesterId, organizationId) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('requester_id', '=', requesterId)
        .where('organization_id', '=', organizationId)
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
      };
    },
    async save(tenant, link) {
      const row = columns(link);
      await db
        .insertInto('links')
        .values({ tenant, requester_id: link.requesterId, organization_id: link.organizationId, ...row })
        .onConflict((c) => c.columns(['tenant', 'requester_id', 'organization_id']).doUpdateSet(row))
        .execute();
    },
    async remove(tenant, requesterId, organizationId) {
      await db
        .deleteFrom('links')
        .where('tenant', '=', tenant)
        .where('requester_id', '=', requesterId)
        .where('organization_id', '=', organizationId)
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
    async reject(tenant, requesterId, accountId, by) {
      await db
        .insertInto('link_rejections')
        .values({ tenant, requester_id: requesterId, account_id: accountId, rejected_by: by })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async unreject(tenant, requesterId, accountId) {
      await db
        .deleteFrom('link_rejections')
        .where('tenant', '=', tenant)
        .where('requester_id', '=', requesterId)
        .where('account_id', '=', accountId)
        .execute();
    },
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
});
