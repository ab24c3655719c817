import type { TenantId } from '../tenants/tenant-id.ts';
import type { ReadPlan } from './blueprint.ts';
import type { Reader } from './read/reader.ts';

/** The language of whoever wrote a ticket, where the helpdesk says so. */
export async function languageOf(
  deps: { readonly reader: Reader; readonly ticketRead: ReadPlan<'helpdesk.ticket'> },
  tenant: TenantId,
  ticketId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const subject = { by: 'id', value: ticketId } as const;
  const remembered = deps.reader.peek(tenant, deps.ticketRead, subject);
  const state = remembered ?? (await deps.reader.read(tenant, deps.ticketRead, subject, signal));
  if (state.kind !== 'fresh' && state.kind !== 'stale') return undefined;
  return state.known.answer.record.requester?.locale ?? undefined;
}
