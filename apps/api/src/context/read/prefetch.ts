import type { TenantId } from '../../tenants/tenant-id.ts';
import { asOurselves } from '../identify/ourselves.ts';
import { type OpenContextDeps, openContext } from '../open-context.ts';
import { createLineStream } from '../stream/line-stream.ts';
import type { KnownReads } from './known-reads.ts';
import type { Reader } from './reader.ts';

export interface PrefetchDeps extends OpenContextDeps {
  readonly reader: Reader;
  readonly reads: KnownReads;
  newRequestId(): string;
}

const nobody = { userId: '', role: 'agent', locale: 'en' } as const;

/**
 * Warms the reads of a ticket before an agent opens it. Shows nobody anything, so it is audited as no view; and waits
 * behind agents where the vendor's calls are short.
 */
export async function prefetch(deps: PrefetchDeps, tenant: TenantId, ticketId: string, signal: AbortSignal) {
  const silent = createLineStream({ write: () => {}, end: () => {} });
  const unseen = {
    ...deps,
    ...asOurselves,
    reader: deps.reader.forWork('follow_up'),
    audit: { write: async () => {} },
    watch: { ...deps.watch, isCalm: () => true, shown: () => {} },
  };
  const open = { caller: { tenant, ...nobody }, request: { ticketId }, requestId: deps.newRequestId() };
  await openContext(unseen, { ...open, deadlineMs: deps.blueprint.deadlineMs }, silent, signal);
}

/** The helpdesk says this ticket changed: our copy of whose it is no longer counts. */
export function forgetTicket(deps: { reader: Reader; reads: KnownReads }, tenant: TenantId, ticketId: string): void {
  deps.reader.forget(tenant, deps.reads.ticket, { by: 'id', value: ticketId });
}
