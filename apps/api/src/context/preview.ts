import type { PreviewAnswer, PreviewRequest } from '@sidelight/shared/setup/preview.ts';
import { shownTo } from '../privacy/mask.ts';
import type { FieldPlan } from './blueprint.ts';
import { type OpenContextDeps, openContext } from './open-context.ts';
import type { Caller } from './open-request.ts';
import { framesFor } from './present/card.ts';
import { wholeAnswer } from './stream/whole-answer.ts';

export interface PreviewDeps extends OpenContextDeps {
  /** The ticket that was opened last, by anybody. */
  lastTicket(): Promise<string | undefined>;
  /** Whether the rollout has reached somebody of that role and group. */
  isReached(as: Pick<Caller, 'role'>, group: string): Promise<boolean>;
}

const AS = {
  agent: { role: 'agent', seesAllTickets: true },
  restricted: { role: 'agent', seesAllTickets: undefined },
  lead: { role: 'lead', seesAllTickets: true },
} as const satisfies Record<PreviewRequest['as'], Pick<Caller, 'role' | 'seesAllTickets'>>;

/**
 * A ticket as somebody else of the staff sees it, by the very path that shows it to them. Never more than the admin who
 * asks may see, and audited as a view of theirs; nobody is taken to have the ticket open.
 */
export async function preview(
  deps: PreviewDeps,
  admin: Caller,
  { as, group, ticketId: named }: PreviewRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  const ticketId = named ?? (await deps.lastTicket());
  if (ticketId === undefined) return { kind: 'no_ticket' };
  const sight = { ...AS[as], seesAllTickets: admin.seesAllTickets && AS[as].seesAllTickets };
  const unseen: OpenContextDeps = {
    ...deps,
    audit: { write: (entry) => deps.audit.write({ ...entry, role: admin.role }) },
    watch: { ...deps.watch, shown: () => {} },
  };
  const { deadlineMs } = deps.blueprint;
  const open = { caller: { ...admin, ...sight }, request: { ticketId }, requestId, deadlineMs };
  const seen = await wholeAnswer((out) => openContext(unseen, open, out, signal));

  const ofAdmin = framesFor(deps.blueprint.cards, admin.locale, admin).flatMap(({ fields }) => fields);
  // What is masked for the admin is masked here too: a lead's whole value is not theirs to read.
  const plans = deps.blueprint.cards.flatMap(({ fields }) => fields);
  const isFor = ({ spec }: FieldPlan) => {
    const [mine, theirs] = [shownTo(spec, admin), shownTo(spec, sight)];
    return mine === 'whole' || (mine === 'masked' && theirs === 'masked');
  };
  const mayAdmin = new Set(plans.filter(isFor).map(({ id }) => id));
  const frames = seen.frames.map((frame) => ({ ...frame, fields: frame.fields.filter(({ id }) => mayAdmin.has(id)) }));
  const cards = seen.cards.map((card) => ({ ...card, fields: card.fields.filter(({ id }) => mayAdmin.has(id)) }));
  const mayThey = new Set(seen.frames.flatMap(({ fields }) => fields.map(({ id }) => id)));
  return {
    ...{ kind: 'shown', at: new Date(deps.now()).toISOString(), ticketId, customer: seen.customer, frames, cards },
    hidden: ofAdmin.filter(({ id }) => !mayThey.has(id)).map(({ label }) => label),
    ...(group !== undefined && { isReached: await deps.isReached(sight, group) }),
  };
}
