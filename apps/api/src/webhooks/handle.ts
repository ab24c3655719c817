import type { Meaning, WebhookEvent } from '../connectors/webhook.ts';
import { forgetTicket, type PrefetchDeps, prefetch } from '../context/read/prefetch.ts';
import type { Changed } from '../context/read/told-stale.ts';
import { done, giveUp, type Outcome, retry } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { onlyTells, type Telling } from './only-tells.ts';
import { GROUP_AT_ONCE, type Inbox } from './ports.ts';

export interface WebhookWork {
  /** Does not wait: what this process knows of the ticket no longer counts. */
  received(system: string, event: WebhookEvent): void;
  /** What is to be done about a delivery that is stored. */
  handle(system: string, deliveryId: string, signal: AbortSignal): Promise<Outcome>;
  /** The same of several that arrived together. */
  handleGroup(groupId: string, signal: AbortSignal): Promise<Outcome>;
}

export interface WebhookDeps extends PrefetchDeps {
  readonly inbox: Pick<Inbox, 'find' | 'group' | 'markHandled'>;
  /** What the vendor that fills this system means by an event. */
  meaningOf(system: string, event: WebhookEvent): Meaning | undefined;
  /** Whether an agent may soon want what is warmed. */
  isAtWork(): boolean;
  /** One of the staff has answered this ticket in public. */
  noteAnswer(ticketId: string, atMs: number, authorId: string | undefined): Promise<void>;
  /** Records of this system, by its vendor's word for their kind: they are noted, and read soon. */
  recordsChanged(system: string, object: string, ids: readonly string[]): Promise<void>;
  /** A person of this system was deleted, or is back. False where the vendor could not be asked now. */
  personGoneOrBack(system: string, id: string, signal: AbortSignal): Promise<boolean>;
  /** The person of a record of this system was erased for good. */
  recordErased(system: string, object: string, id: string): Promise<void>;
  /** What is remembered here of something at this system no longer counts. */
  forget(system: string, what: Changed): void;
  /** The same in every process, of all that has changed at it. */
  forgetEverywhere(system: string, what: readonly Changed[]): Promise<void>;
  /** Something has changed about tickets, for support's view of their customers. */
  ticketsTold(ticketIds: readonly string[]): Promise<void>;
  /** A deal of this system. False where the vendor could not be asked now. */
  dealChanged(system: string, id: string, signal: AbortSignal): Promise<boolean>;
  /** The event that the setup page asked for is here. */
  testArrived(): Promise<void>;
}

const changedBy = (meaning: Extract<Meaning, { kind: 'account_changed' | 'list_changed' }>): Changed =>
  meaning.kind === 'list_changed' ? { of: 'list' } : { of: 'account', id: meaning.id };

/** Warms a ticket's context when the helpdesk says it is there or whose it is has changed. */
export function createWebhookWork(deps: WebhookDeps, tenant: TenantId): WebhookWork {
  const { inbox, meaningOf } = deps;

  /** False where it was called off half-way, or cannot be done now. */
  async function work(
    system: string,
    meaning: Meaning | undefined,
    receivedAtMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    switch (meaning?.kind) {
      case 'test':
        await deps.testArrived();
        return true;
      case 'record_changed':
        await deps.recordsChanged(system, meaning.object, [meaning.id]);
        return true;
      case 'account_changed':
      case 'list_changed':
        await deps.forgetEverywhere(system, [changedBy(meaning)]);
        return true;
      case 'person_gone_or_back':
        await deps.recordsChanged(system, meaning.object, [meaning.id]);
        return deps.personGoneOrBack(system, meaning.id, signal);
      case 'record_erased':
        await deps.recordErased(system, meaning.object, meaning.id);
        return true;
      case 'deal_changed':
        return deps.dealChanged(system, meaning.id, signal);
      case 'ticket_answered':
        await deps.noteAnswer(meaning.ticketId, receivedAtMs, meaning.authorId);
        await deps.ticketsTold([meaning.ticketId]);
        return true;
      case 'ticket_went_on':
        await deps.ticketsTold([meaning.ticketId]);
        return true;
      case 'ticket_changed':
        forgetTicket(deps, tenant, meaning.ticketId);
        await deps.ticketsTold([meaning.ticketId]);
        // Nobody will look before it is old again.
        if (!deps.isAtWork()) return true;
        await prefetch(deps, tenant, meaning.ticketId, signal);
        return !signal.aborted;
      default:
        return true;
    }
  }

  /** Each record and ticket once, however often it changed. */
  async function tell(told: readonly { readonly system: string; readonly meaning: Telling }[]): Promise<void> {
    const records = new Map<string, { readonly system: string; readonly object: string; readonly ids: Set<string> }>();
    const tickets = new Set<string>();
    const stale = new Map<string, Map<string, Changed>>();
    for (const { system, meaning } of told) {
      if (meaning.kind === 'account_changed' || meaning.kind === 'list_changed') {
        const what = changedBy(meaning);
        stale.set(system, (stale.get(system) ?? new Map<string, Changed>()).set(JSON.stringify(what), what));
        continue;
      }
      if (meaning.kind === 'ticket_went_on') {
        tickets.add(meaning.ticketId);
        continue;
      }
      const { object, id } = meaning;
      const key = JSON.stringify([system, object]);
      const known = records.get(key) ?? { system, object, ids: new Set<string>() };
      known.ids.add(id);
      records.set(key, known);
    }
    for (const { system, object, ids } of records.values()) await deps.recordsChanged(system, object, [...ids]);
    if (tickets.size > 0) await deps.ticketsTold([...tickets]);
    for (const [system, what] of stale) await deps.forgetEverywhere(system, [...what.values()]);
  }

  /** `isFull`: there may be more of this group. `isLeft`: some could not be done now. */
  async function goThrough(groupId: string, signal: AbortSignal) {
    const found = await inbox.group(tenant, groupId);
    const readable = found.flatMap((each) => {
      if (each.delivery === 'damaged') return [];
      const meaning = meaningOf(each.system, each.delivery.event);
      // What means something else by now is left to the job of its own group.
      return each.isOwn || onlyTells(meaning) ? [{ ...each, ...each.delivery, meaning }] : [];
    });
    await tell(readable.flatMap(({ system, meaning }) => (onlyTells(meaning) ? [{ system, meaning }] : [])));
    const handled = readable.filter(({ meaning }) => !meaning || onlyTells(meaning));
    // The map says since then that it means something else.
    const others = readable.filter((each) => !handled.includes(each));
    for (const each of others) if (await work(each.system, each.meaning, each.receivedAtMs, signal)) handled.push(each);
    await inbox.markHandled(tenant, handled);
    return {
      // What nobody can read comes first again each time.
      isFull: found.length >= GROUP_AT_ONCE && handled.some(({ isOwn }) => isOwn),
      isLeft: handled.length < readable.length,
      isUnreadable: found.some(({ isOwn, delivery }) => isOwn && delivery === 'damaged'),
    };
  }

  return {
    received(system, event) {
      const meaning = meaningOf(system, event);
      if (meaning?.kind === 'ticket_changed') forgetTicket(deps, tenant, meaning.ticketId);
      if (meaning?.kind === 'account_changed' || meaning?.kind === 'list_changed')
        deps.forget(system, changedBy(meaning));
    },
    async handle(system, deliveryId, signal) {
      const delivery = await inbox.find(tenant, system, deliveryId);
      if (delivery === 'damaged') return giveUp('unreadable');
      if (!delivery || delivery.isHandled) return done;
      // Called off half-way: it is done again by whoever comes next.
      const meaning = meaningOf(system, delivery.event);
      if (!(await work(system, meaning, delivery.receivedAtMs, signal))) return retry('no_answer');
      await inbox.markHandled(tenant, [{ system, deliveryId }]);
      return done;
    },
    async handleGroup(groupId, signal) {
      for (;;) {
        const { isFull, isLeft, isUnreadable } = await goThrough(groupId, signal);
        if (isLeft) return retry('no_answer');
        if (!isFull) return isUnreadable ? giveUp('unreadable') : done;
        if (signal.aborted) return retry('no_answer');
      }
    },
  };
}
