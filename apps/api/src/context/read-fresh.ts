import type { Card } from '@sidelight/shared/context/card.ts';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type OpenContextDeps, openContext } from './open-context.ts';
import { createLineStream } from './stream/line-stream.ts';

export interface RecheckDeps extends OpenContextDeps {
  newRequestId(): string;
}

const ourselves = { userId: 'sidelight', role: 'agent', locale: 'en' } as const;

/** A ticket's cards as an agent would see them now, past every cache. Audited as what it is; no view of anybody's. */
export async function readFresh(
  deps: RecheckDeps,
  tenant: TenantId,
  ticketId: string,
  kind: WorkKind,
  signal: AbortSignal,
): Promise<readonly Card[]> {
  let lines = '';
  const keep = (chunk: string) => {
    lines += chunk;
  };
  const { audit } = deps;
  const unseen: OpenContextDeps = {
    ...deps,
    reader: deps.reader.forWork(kind),
    audit: { record: (entry) => audit.record({ ...entry, action: 'context.rechecked' }) },
    watch: { ...deps.watch, isCalm: () => true, shown: () => {} },
  };
  const request = { caller: { tenant, ...ourselves }, request: { ticketId }, requestId: deps.newRequestId() };
  const open = { ...request, deadlineMs: deps.blueprint.deadlineMs, isForced: true };
  await openContext(unseen, open, createLineStream({ write: keep, end: keep }), signal);
  const cards = new Map<string, Card>();
  for (const line of lines.split('\n').filter(Boolean)) {
    const event = ContextEvent.parse(JSON.parse(line));
    if (event.type === 'card') cards.set(event.card.id, event.card);
  }
  return [...cards.values()];
}
