import { verifyChain } from '@sidelight/api/audit/verify.ts';
import { createAuditLog } from '@sidelight/api/store/audit-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';

/** What `sidelight audit verify` finds. */
export async function chainFindings(db: OpenDatabase['db']): Promise<number> {
  const log = createAuditLog(db);
  const acme = requireTenant('acme');
  const end = await log.headOf(acme);
  return (await verifyChain(log.chainOf(acme, end), end, [])).findings.length;
}
