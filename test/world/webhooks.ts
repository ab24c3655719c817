import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import type { HelpdeskTicket } from './company/bundle.ts';
import type { FaultSwitches } from './faults/switches.ts';
import { brandOf, groupOf, zendeskTime } from './vendors/zendesk-objects.ts';
import { postSigned, type Received } from './webhook-post.ts';
import { createWebhookRegistry, type Target, type WebhookRegistry } from './webhook-registry.ts';

interface Delivery {
  readonly webhookId: string;
  readonly type: string;
  /** Whose event it is; of tickets only. */
  readonly ticketId?: string;
  /** What the receiver answered; null when it could not be reached. */
  readonly status: number | null;
}

/** A comment as webhooks tell of it. */
export interface AddedComment {
  readonly id: string;
  readonly body: string;
  readonly is_public: boolean;
  readonly author: { readonly id: string; readonly is_staff: boolean; readonly name: string };
}

interface RecordEvent {
  /** As `user.name_changed`. */
  readonly name: string;
  /** As `zen:user:7`. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly event: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

/** The helpdesk's outgoing webhooks: signed, sent once, remembered. */
export interface Webhooks {
  /** What was made through the helpdesk's API; the configured one is not among them. */
  readonly registry: WebhookRegistry;
  /** One request to this one alone, as an admin's test sends it. */
  test(target: Target, payload: string): Promise<Received | undefined>;
  emit(event: string, ticket: HelpdeskTicket, change?: Readonly<Record<string, unknown>>): void;
  /** An event of a user or an organisation, with the detail its type has. */
  emitRecord(event: RecordEvent): void;
  /** One event for each thing that is different. */
  emitChanges(before: HelpdeskTicket, after: HelpdeskTicket, comment: AddedComment | undefined): void;
  deliveries(): readonly Delivery[];
  /** Resolves once nothing is on its way. */
  settled(): Promise<void>;
  stop(): void;
}

interface WebhookDeps {
  readonly accountId: number;
  readonly faults: FaultSwitches;
  /** The one that is there from the start, for an API that is told its secret by its environment. */
  configured(): Target | undefined;
}

const HELD_MS = 1500;
/**
 * So many deliveries are on their way at once. How many it is at Zendesk is in no document; HubSpot says ten. Without a
 * bound, a burst is a connection for each delivery, and what opens them here takes the time of what is measured.
 */
const CONNECTIONS = 100;
const KEPT = 500;

interface Event {
  readonly type: string;
  readonly ticketId?: string;
  readonly body: string;
}

export function createWebhooks({ accountId, faults, configured }: WebhookDeps): Webhooks {
  const stopped = new AbortController();
  const connections = new Agent({ connections: CONNECTIONS });
  const registry = createWebhookRegistry();
  const done: Delivery[] = [];
  const pending = new Set<Promise<void>>();
  let held: { event: Event; timer: NodeJS.Timeout } | undefined;

  const send = async ({ body, ...event }: Event, target: Target): Promise<void> => {
    const answer = await postSigned(target, body, accountId, connections, stopped.signal);
    done.push({ webhookId: target.id, ...event, status: answer?.status ?? null });
    if (done.length > KEPT) done.shift();
  };

  const targetsOf = ({ type }: Event): readonly Target[] => {
    const first = configured();
    return [...(first ? [first] : []), ...registry.targetsOf(type)];
  };

  const post = (events: readonly Event[]) => {
    if (stopped.signal.aborted) return;
    // One after the other, so that "out of order" means what it says.
    const job = events
      .flatMap((event) => targetsOf(event).map((target) => ({ event, target })))
      .reduce((before, { event, target }) => before.then(() => send(event, target)), Promise.resolve())
      .finally(() => pending.delete(job));
    pending.add(job);
  };

  const release = () => {
    if (!held) return [];
    clearTimeout(held.timer);
    const { event } = held;
    held = undefined;
    return [event];
  };

  const dispatch = (event: Event) => {
    const kind = faults.current('helpdesk')?.kind;
    if (kind === 'duplicate') return post([event, event]);
    if (kind !== 'out_of_order') return post([...release(), event]);
    if (held) return post([event, ...release()]);
    held = { event, timer: setTimeout(() => post(release()), HELD_MS) };
  };

  const written = ({ name, subject, detail, event, atMs }: RecordEvent): Event => {
    const type = `zen:event-type:${name}`;
    const body = JSON.stringify({
      ...{ type, account_id: accountId, id: randomUUID(), time: zendeskTime(atMs) },
      ...{ zendesk_event_version: '2022-06-20', subject, detail, event },
    });
    return { type, body };
  };

  const emit: Webhooks['emit'] = (name, ticket, change = { current: null, previous: null }) => {
    const told = { name: `ticket.${name}`, subject: `zen:ticket:${ticket.id}`, detail: detailOf(ticket) };
    const event = name === 'created' ? {} : change;
    dispatch({ ...written({ ...told, event, atMs: Date.now() }), ticketId: String(ticket.id) });
  };

  return {
    registry,
    test: (target, payload) => postSigned(target, payload, accountId, connections, stopped.signal),
    emit,
    emitRecord: (event) => dispatch(written(event)),
    emitChanges(before, after, comment) {
      if (before.requesterId !== after.requesterId) {
        emit('requester_changed', after, { current: id(after.requesterId), previous: id(before.requesterId) });
      }
      if (before.organizationId !== after.organizationId) {
        emit('organization_changed', after, { current: id(after.organizationId), previous: id(before.organizationId) });
      }
      if (before.tags.join(' ') !== after.tags.join(' ')) {
        const added = after.tags.filter((tag) => !before.tags.includes(tag));
        const removed = before.tags.filter((tag) => !after.tags.includes(tag));
        emit('tags_changed', after, { current: added, previous: removed });
      }
      if (before.status !== after.status) {
        emit('status_changed', after, { current: after.status.toUpperCase(), previous: before.status.toUpperCase() });
      }
      if (comment) emit('comment_added', after, { comment });
    },
    deliveries: () => done,
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    stop() {
      release();
      stopped.abort();
      void connections.destroy();
    },
  };
}

/** In webhooks, ids are texts and a missing one is empty. */
const id = (value: number | null): string => (value === null ? '' : String(value));

const detailOf = (ticket: HelpdeskTicket) => ({
  actor_id: '7005',
  assignee_id: id(ticket.assigneeId),
  brand_id: String(brandOf(ticket)),
  created_at: zendeskTime(ticket.createdAtMs),
  custom_status: '4801',
  description: ticket.message,
  external_id: '',
  form_id: '360020',
  group_id: id(groupOf(ticket)),
  id: String(ticket.id),
  is_public: true,
  organization_id: id(ticket.organizationId),
  priority: ticket.priority?.toUpperCase() ?? '',
  requester_id: id(ticket.requesterId),
  status: ticket.status.toUpperCase(),
  subject: ticket.subject,
  submitter_id: id(ticket.requesterId),
  tags: ticket.tags,
  type: 'QUESTION',
  updated_at: zendeskTime(ticket.updatedAtMs),
  via: { channel: 'email' },
});
