import { forgetTicket, type PrefetchDeps, prefetch } from '../context/prefetch.ts';
import type { HelpdeskEvent } from '../http/webhooks-route.ts';
import { errorFields, type Log } from '../log.ts';
import type { Inbox } from '../store/inbox.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface WebhookWork {
  /** Does not wait. The delivery is stored already. */
  handle(event: HelpdeskEvent, deliveryId: string): void;
  /** Calls off what is running and waits for it. */
  close(): Promise<void>;
}

export interface WebhookDeps extends PrefetchDeps {
  readonly inbox: Inbox;
  readonly log: Log;
  /** One of the staff has answered this ticket in public. */
  noteAnswer(ticketId: string): Promise<void>;
}

const MOST_AT_ONCE = 4;
const TICKET = 'zen:event-type:ticket.';
/** Events after which our copy of whose ticket it is no longer counts. */
const CHANGES_PARTY = new Set(['created', 'requester_changed', 'organization_changed', 'merged', 'soft_deleted']);
const ANSWERS = 'comment_added';
/** What a webhook of the helpdesk has to be subscribed to. Any other event is stored and left alone. */
export const subscriptions: readonly string[] = [...CHANGES_PARTY, ANSWERS].map((change) => `${TICKET}${change}`);

/** Warms a ticket's context when the helpdesk says it is there or whose it is has changed. */
export function createWebhookWork(deps: WebhookDeps, tenant: TenantId): WebhookWork {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const waiting: (() => Promise<void>)[] = [];

  function next(): void {
    const job = running.size < MOST_AT_ONCE && !stop.signal.aborted ? waiting.shift() : undefined;
    if (!job) return;
    const done = job()
      .catch((error: unknown) => deps.log.error('webhook work failed', { tenant, ...errorFields(error) }))
      .finally(() => {
        running.delete(done);
        next();
      });
    running.add(done);
  }

  function later(work: () => Promise<unknown>, deliveryId: string): void {
    waiting.push(async () => {
      await work();
      await deps.inbox.markHandled(tenant, 'helpdesk', deliveryId);
    });
    next();
  }

  return {
    handle(event, deliveryId) {
      const change = event.type.startsWith(TICKET) ? event.type.slice(TICKET.length) : '';
      const ticketId = event.detail.id;
      if (!/^\d{1,20}$/.test(ticketId)) return;
      if (change === ANSWERS && event.isAnswer) later(() => deps.noteAnswer(ticketId), deliveryId);
      if (!CHANGES_PARTY.has(change)) return;
      forgetTicket(deps, tenant, ticketId);
      later(() => prefetch(deps, tenant, ticketId, stop.signal), deliveryId);
    },
    async close() {
      stop.abort();
      waiting.length = 0;
      await Promise.all(running);
    },
  };
}
