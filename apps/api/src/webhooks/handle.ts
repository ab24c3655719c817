import { forgetTicket, type PrefetchDeps, prefetch } from '../context/read/prefetch.ts';
import { errorFields, type Log } from '../log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Delivery, Inbox } from './ports.ts';

export interface WebhookWork {
  /** Does not wait. The delivery is stored already. */
  handle(delivery: Delivery): void;
  /** Calls off what is running and waits for it; what has not been handled is left to whoever comes next. */
  close(): Promise<void>;
}

export interface WebhookDeps extends PrefetchDeps {
  readonly inbox: Inbox;
  readonly log: Log;
  /** Whether an agent may soon want what is warmed. */
  isAtWork(): boolean;
  /** One of the staff has answered this ticket in public. */
  noteAnswer(ticketId: string, atMs: number): Promise<void>;
}

const MOST_AT_ONCE = 4;
const TICKET = 'zen:event-type:ticket.';
/** Events after which our copy of whose ticket it is no longer counts. */
const CHANGES_PARTY = new Set(['created', 'requester_changed', 'organization_changed', 'merged', 'soft_deleted']);
const ANSWERS = 'comment_added';
/** What a webhook of the helpdesk has to be subscribed to. Any other event is stored and left alone. */
export const subscriptions: readonly string[] = [...CHANGES_PARTY, ANSWERS].map((change) => `${TICKET}${change}`);

interface Job {
  readonly deliveryId: string;
  work(): Promise<unknown>;
}

/** Warms a ticket's context when the helpdesk says it is there or whose it is has changed. */
export function createWebhookWork(deps: WebhookDeps, tenant: TenantId): WebhookWork {
  const { inbox, log } = deps;
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const waiting: Job[] = [];

  async function run({ deliveryId, work }: Job): Promise<void> {
    try {
      await work();
      // Called off half-way: it is done again by whoever comes next.
      if (stop.signal.aborted) await inbox.release(tenant, 'helpdesk', deliveryId);
      else await inbox.markHandled(tenant, 'helpdesk', deliveryId);
    } catch (error) {
      log.error('webhook work failed', { tenant, ...errorFields(error) });
    }
  }

  function next(): void {
    const job = running.size < MOST_AT_ONCE && !stop.signal.aborted ? waiting.shift() : undefined;
    if (!job) return;
    const done = run(job).finally(() => {
      running.delete(done);
      next();
    });
    running.add(done);
  }

  /** What is to be done about it; undefined where nothing is. */
  function workFor({ event, receivedAtMs }: Delivery): (() => Promise<unknown>) | undefined {
    const change = event.type.startsWith(TICKET) ? event.type.slice(TICKET.length) : '';
    const ticketId = event.detail.id;
    if (!/^\d{1,20}$/.test(ticketId)) return undefined;
    if (change === ANSWERS && event.isAnswer) return () => deps.noteAnswer(ticketId, receivedAtMs);
    if (!CHANGES_PARTY.has(change)) return undefined;
    forgetTicket(deps, tenant, ticketId);
    // Nobody will look before it is old again.
    return deps.isAtWork() ? () => prefetch(deps, tenant, ticketId, stop.signal) : undefined;
  }

  return {
    handle(delivery) {
      waiting.push({ deliveryId: delivery.deliveryId, work: workFor(delivery) ?? (async () => {}) });
      next();
    },
    async close() {
      stop.abort();
      await Promise.all(running);
      const left = waiting.splice(0);
      await Promise.all(left.map(({ deliveryId }) => inbox.release(tenant, 'helpdesk', deliveryId))).catch(
        (error: unknown) => log.error('webhook work failed', { tenant, ...errorFields(error) }),
      );
    },
  };
}
