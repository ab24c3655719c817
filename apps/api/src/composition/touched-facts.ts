import type { TouchedDeps } from '../health/touched.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantContext } from './tenant-context.ts';
import type { TenantReads } from './tenant-reads.ts';

/** What is remembered of a ticket that an incident has touched: nothing is asked for it. */
export function touchedFacts(
  tenant: TenantId,
  context: TenantContext,
  { reader, helpdesk }: TenantReads,
): Pick<TouchedDeps, 'customerOf' | 'searchUrl' | 'canTag'> {
  return {
    customerOf(accountId) {
      const state = reader.peek(tenant, context.reads.account, { by: 'id', value: accountId });
      return state && 'known' in state ? (state.known.answer.record.name ?? undefined) : undefined;
    },
    canTag: () => helpdesk()?.connector.writes?.tagTickets !== undefined,
    searchUrl: (tag, since) => helpdesk()?.connector.taggedUrl?.(tag, since),
  };
}
