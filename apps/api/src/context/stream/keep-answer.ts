import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Subject } from '../../connectors/port.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint, ReadPlan } from '../blueprint.ts';
import type { Party } from '../identify/identity.ts';
import type { Caller } from '../open-request.ts';
import type { Link } from '../ports.ts';
import { type CacheEntry, cacheKey } from '../read/cache.ts';
import type { KnownReads } from '../read/known-reads.ts';
import { type Reader, subjectKey } from '../read/reader.ts';
import { subjectOf } from '../read/subjects.ts';
import type { CachedResponse, ResponseCache } from './response-cache.ts';

export interface KeepResponseDeps {
  readonly blueprint: Blueprint;
  readonly reads: KnownReads;
  readonly reader: Reader;
  readonly warm: ResponseCache;
  /** What is remembered ages by it: it never jumps. */
  steadyNow(): number;
}

/** Role, language and which tickets somebody may see shape the answer, so they are part of its name. */
export const responseKey = ({ tenant, role, locale, seesAllTickets }: Caller, request: ContextRequest): string =>
  `${tenant}|${role}|${locale}|${seesAllTickets ? 'all' : 'some'}|${'ticketId' in request ? `t${request.ticketId}` : `r${request.requesterId}`}`;

/** Keeps a whole answer whose every read was fresh. */
export function keepResponse(
  deps: KeepResponseDeps,
  key: string,
  tenant: TenantId,
  party: Party,
  link: Link,
  request: ContextRequest,
  made: { readonly rest: string; readonly tail: string } & Pick<CachedResponse, 'decisions'>,
): void {
  const madeFrom: CachedResponse['madeFrom'][number][] = [];
  const nowMs = deps.steadyNow();
  let freshUntilMs = Number.POSITIVE_INFINITY;
  const note = (plan: ReadPlan, subject: Subject) => {
    const entry = deps.reader.entry(tenant, plan, subject);
    if (!entry || entry.freshUntilMs <= nowMs) return false;
    madeFrom.push({ key: cacheKey(tenant, plan.id, subjectKey(subject)), entry });
    freshUntilMs = Math.min(freshUntilMs, entry.freshUntilMs);
    return true;
  };
  const isTicket = 'ticketId' in request;
  const plan = isTicket ? deps.reads.ticket : deps.reads.requester;
  const subject: Subject = { by: 'id', value: isTicket ? request.ticketId : request.requesterId };
  if (!note(plan, subject) || !isStillOf(party, deps.reader.entry(tenant, plan, subject))) return;
  const asked = deps.blueprint.needed.filter((plan) => plan.about !== 'derived');
  const isWhole = asked.every((plan) => {
    const subject = subjectOf(plan, { party, link });
    return subject === undefined || note(plan, subject);
  });
  if (!isWhole) return;
  deps.warm.keep(key, {
    requesterId: party.requester.id,
    organizationId: party.organization?.id ?? '',
    accountId: link.accountId,
    openingRest: made.rest,
    bytes: Buffer.from(made.rest + made.tail),
    decisions: made.decisions,
    freshUntilMs,
    madeFrom,
  });
}

/** Meanwhile the helpdesk may have said that it is somebody else's. */
function isStillOf({ requester, organization }: Party, entry: CacheEntry<TicketRecord> | undefined): boolean {
  const record = entry?.kind === 'known' ? entry.known.answer.record : undefined;
  return record?.requester?.id === requester.id && record.organization?.id === organization?.id;
}
