import { preview } from '../context/preview.ts';
import type { PreviewRouteDeps } from '../http/preview-route.ts';
import type { Database } from '../store/database.ts';
import { createLastTicket } from '../store/last-ticket.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantRollout } from './rollout.ts';
import type { TenantContext } from './tenant-context.ts';

export interface TenantPreviewDeps {
  readonly tenant: TenantId;
  readonly db: Database;
  readonly context: TenantContext;
  readonly rollout: TenantRollout;
  now(): number;
}

/** A ticket as somebody else of the staff sees it. */
export function createTenantPreview({
  tenant,
  db,
  context,
  rollout,
  now,
}: TenantPreviewDeps): PreviewRouteDeps['preview'] {
  const deps = {
    ...context,
    lastTicket: createLastTicket(db, tenant, now),
    isReached: ({ role }: { readonly role: 'agent' | 'lead' | 'admin' }, group: string) =>
      rollout.gate.mayUse({ role, groupIds: [group] }),
  };
  return (...args) => preview(deps, ...args);
}
