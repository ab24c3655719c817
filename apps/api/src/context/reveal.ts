import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { RevealAnswer, RevealRequest } from '@sidelight/shared/context/reveal.ts';
import type { AuditEntry } from '../audit/ports.ts';
import { mayReveal } from '../privacy/mask.ts';
import type { RevealTaken } from '../privacy/reveal-use.ts';
import { type Blueprint, type FieldPlan, withCards } from './blueprint.ts';
import { type OpenContextDeps, openContext } from './open-context.ts';
import type { Caller } from './open-request.ts';
import type { RevealLog } from './ports.ts';
import { wholeAnswer } from './stream/whole-answer.ts';

export interface RevealDeps extends OpenContextDeps {
  /** Counts one more of this person, until `over`; or how long until they may have another. */
  take(caller: Caller): Promise<RevealTaken | { readonly waitMs: number }>;
  readonly revealed: Pick<RevealLog, 'keep'>;
}

/** Why nothing is shown. */
export type RevealRefusal = 'unknown_field' | 'not_masked_for_them' | 'limit' | 'unknown_ticket' | 'not_confirmed';
export type RevealOutcome =
  | RevealAnswer
  | { readonly kind: 'refused'; readonly why: RevealRefusal; readonly waitMs?: number };

/** So long a value that is masked may stand on a screen. */
export const REVEALED_FOR_MS = 60_000;

/**
 * One masked value of one ticket for somebody whose role may not see it, for a reason. It is read by the very path that
 * opens the ticket, and leaves only once the row that says who has seen it and why is kept.
 */
export async function reveal(
  deps: RevealDeps,
  caller: Caller,
  { ticketId, field: id, reason, note }: RevealRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<RevealOutcome> {
  const plan = deps.blueprint.cards.flatMap(({ fields }) => fields).find((field) => field.id === id);
  if (!plan) return { kind: 'refused', why: 'unknown_field' };
  if (!mayReveal(plan.spec, caller.role)) return { kind: 'refused', why: 'not_masked_for_them' };
  const taken = await deps.take(caller);
  if ('waitMs' in taken) return { kind: 'refused', why: 'limit', waitMs: taken.waitMs };
  try {
    const { customer, field, requesterId } = await readWhole(deps, caller, ticketId, plan, requestId, signal);
    if (customer.state === 'unknown_ticket') return { kind: 'refused', why: 'unknown_ticket' };
    if (customer.state === 'unverified') return { kind: 'refused', why: 'not_confirmed' };
    if (!field || !('receipt' in field))
      return { kind: 'failed', ...(field?.state === 'failed' && { reason: field.reason }) };
    const entry: AuditEntry = {
      ...{ tenant: caller.tenant, atMs: deps.now(), requestId, actorId: caller.userId, role: caller.role },
      ...{ action: 'field.revealed', ticketId, about: `${id} ${plan.spec.class} ${reason}` },
      ...(requesterId !== undefined && { requesterId }),
      ...(customer.state === 'linked' && { accountId: customer.account.id }),
    };
    const kept = await deps.revealed.keep(entry, id, note, taken.most);
    if (!kept.isKept) return { kind: 'refused', why: 'limit', waitMs: taken.full(kept.lastHour) };
    return answerOf(field, deps.now());
  } finally {
    taken.over();
  }
}

/** The field as a role sees it that may, and who the helpdesk says that it is about. */
async function readWhole(
  deps: RevealDeps,
  caller: Caller,
  ticketId: string,
  plan: FieldPlan,
  requestId: string,
  signal: AbortSignal,
): Promise<{ readonly customer: Customer; readonly field?: Field; readonly requesterId?: string | undefined }> {
  let requesterId: string | undefined;
  const { warm, watch } = deps;
  const own: OpenContextDeps = {
    ...deps,
    blueprint: only(deps.blueprint, plan),
    audit: {
      async write(entry) {
        requesterId = entry.requesterId;
      },
    },
    // An answer of one field, and of one that is masked besides, is nobody's next answer.
    warm: { ...warm, keep: () => {} },
    watch: { ...watch, shown: () => {} },
  };
  const open = { caller, request: { ticketId }, requestId, deadlineMs: deps.blueprint.deadlineMs };
  const { customer, cards } = await wholeAnswer((out) => openContext(own, open, out, signal));
  const field = cards.flatMap(({ fields }) => fields).find(({ id }) => id === plan.id);
  return { customer, requesterId, ...(field && { field }) };
}

/** A blueprint of this field alone, which everybody sees. */
function only(blueprint: Blueprint, { spec: { roles: _, ...spec }, ...plan }: FieldPlan): Blueprint {
  const card = { id: 'revealed', title: spec.label, fields: [{ ...plan, spec }] };
  // A field of a card has a read.
  const read = blueprint.reads.get(plan.read)!;
  return { ...blueprint, ...withCards([{ ...card, reads: [read] }], blueprint.reads) };
}

function answerOf(field: Extract<Field, { receipt: object }>, nowMs: number): RevealAnswer {
  const { source, readAt } = field.receipt;
  return {
    ...{ kind: 'shown', source, readAt, expiresAtMs: nowMs + REVEALED_FOR_MS },
    ...(field.state === 'absent' ? field.none !== undefined && { none: field.none } : { value: field.value }),
    ...(field.reason && { reason: field.reason }),
  };
}
