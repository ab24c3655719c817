import { forgetTicket, type PrefetchDeps, prefetch } from '../context/read/prefetch.ts';
import { done, giveUp, type Outcome, retry } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HelpdeskEvent, Inbox } from './ports.ts';

export interface WebhookWork {
  /** Does not wait: what this process knows of the ticket no longer counts. */
  received(event: HelpdeskEvent): void;
  /** What is to be done about a delivery that is stored. */
  handle(deliveryId: string, signal: AbortSignal): Promise<Outcome>;
}

export interface WebhookDeps extends PrefetchDeps {
  readonly inbox: Pick<Inbox, 'find' | 'markHandled'>;
  /** Whether an agent may soon want what is warmed. */
  isAtWork(): boolean;
  /** One of the staff has answered this ticket in public. */
  noteAnswer(ticketId: string, atMs: number): Promise<void>;
  /** The event that the setup page asked for. */
  readonly test: { readonly type: string; arrived(): Promise<void> };
}

const TICKET = 'zen:event-type:ticket.';
/** Events after which our copy of whose ticket it is no longer counts. */
const CHANGES_PARTY = new Set(['created', 'requester_changed', 'organization_changed', 'merged', 'soft_deleted']);
const ANSWERS = 'comment_added';
/** What a webhook of the helpdesk has to be subscribed to. Any other event is stored, and nothing is done about it. */
export const subscriptions: readonly string[] = [...CHANGES_PARTY, ANSWERS].map((change) => `${TICKET}${change}`);

/** Warms a ticket's context when the helpdesk says it is there or whose it is has changed. */
export function createWebhookWork(deps: WebhookDeps, tenant: TenantId): WebhookWork {
  const { inbox, test } = deps;

  function changeIn({
    type,
    detail,
  }: HelpdeskEvent): { readonly change: string; readonly ticketId: string } | undefined {
    if (!type.startsWith(TICKET) || !/^\d{1,20}$/.test(detail.id)) return undefined;
    return { change: type.slice(TICKET.length), ticketId: detail.id };
  }

  /** False where it was called off half-way. */
  async function work(event: HelpdeskEvent, receivedAtMs: number, signal: AbortSignal): Promise<boolean> {
    if (event.type === test.type) await test.arrived();
    const { change, ticketId } = changeIn(event) ?? {};
    if (change === undefined || ticketId === undefined) return true;
    if (change === ANSWERS && event.isAnswer) await deps.noteAnswer(ticketId, receivedAtMs);
    if (!CHANGES_PARTY.has(change)) return true;
    forgetTicket(deps, tenant, ticketId);
    // Nobody will look before it is old again.
    if (!deps.isAtWork()) return true;
    await prefetch(deps, tenant, ticketId, signal);
    return !signal.aborted;
  }

  return {
    received(event) {
      const { change, ticketId } = changeIn(event) ?? {};
      if (change !== undefined && ticketId !== undefined && CHANGES_PARTY.has(change))
        forgetTicket(deps, tenant, ticketId);
    },
    async handle(deliveryId, signal) {
      const delivery = await inbox.find(tenant, 'helpdesk', deliveryId);
      if (delivery === 'damaged') return giveUp('unreadable');
      if (!delivery || delivery.isHandled) return done;
      // Called off half-way: it is done again by whoever comes next.
      if (!(await work(delivery.event, delivery.receivedAtMs, signal))) return retry('no_answer');
      await inbox.markHandled(tenant, 'helpdesk', deliveryId);
      return done;
    },
  };
}
