import type { SupportRecord } from '@sidelight/shared/record/support.ts';
import type { LetterReason } from '@sidelight/shared/sync/sync-parts.ts';
import type { Breach } from '../connectors/tickets-port.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Customer, TicketFact } from './ticket-fact.ts';

/** A ticket to be read, a customer to be worked out, a note to be written. */
export type DueWork = 'ticket' | 'customer' | 'note';

/** Something to be done. `said`: how often that was said; said again meanwhile, it is to be done again. */
export interface Due {
  readonly id: string;
  readonly said: number;
}

export interface DueNow {
  readonly now: readonly Due[];
  /** How long until there is more; undefined where nothing waits. */
  readonly laterMs: number | undefined;
}

/** What became of tickets that were looked at. */
export interface Looked {
  readonly facts: readonly TicketFact[];
  /** The helpdesk has them no more. */
  readonly gone: readonly string[];
  readonly done: readonly Due[];
  /** Of these the notes in the CRM may have to be others. */
  readonly noted: readonly string[];
}

export type Feed = 'tickets' | 'breaches';

export interface WrittenNote {
  readonly ticketId: string;
  readonly hash: string;
  readonly aboutAtMs: number;
}

/** What is kept of tickets and of the customers who wrote them. */
export interface SupportStore {
  /** A ticket has changed: it is read soon. Nothing is stored where nothing is switched on. */
  told(tenant: TenantId, ticketIds: readonly string[]): Promise<void>;
  due(tenant: TenantId, work: DueWork, most: number): Promise<DueNow>;
  /** With the customers whose figures change, and the notes that do, in line. */
  look(tenant: TenantId, looked: Looked): Promise<void>;
  breached(tenant: TenantId, breaches: readonly Breach[]): Promise<void>;
  /** By `customerKey`. */
  factsOf(tenant: TenantId, customers: readonly Customer[]): Promise<ReadonlyMap<string, readonly TicketFact[]>>;
  tickets(tenant: TenantId, ids: readonly string[]): Promise<readonly TicketFact[]>;
  workedOut(
    tenant: TenantId,
    records: readonly { readonly customer: Customer; readonly record: SupportRecord }[],
    done: readonly Due[],
  ): Promise<void>;
  find(
    tenant: TenantId,
    customer: Customer,
  ): Promise<{ readonly record: SupportRecord; readonly atMs: number } | undefined>;
  /** All customers of this kind are worked out anew: their partners may be others now. */
  workOutAll(tenant: TenantId, kind: Customer['kind']): Promise<void>;
  cursor(tenant: TenantId, feed: Feed): Promise<string | undefined>;
  /** Feeds to be asked now. */
  feedsDue(tenant: TenantId): Promise<readonly Feed[]>;
  askAgain(tenant: TenantId, feed: Feed, inMs: number): Promise<void>;
  /** `isBehind`: there is more to read. */
  moveCursor(
    tenant: TenantId,
    feed: Feed,
    cursor: string,
    again: { readonly inMs: number; readonly isBehind: boolean },
  ): Promise<void>;
  /** By ticket, the hash of what stands in the CRM. */
  notes(tenant: TenantId, ticketIds: readonly string[]): Promise<ReadonlyMap<string, WrittenNote>>;
  /** Of helpdesk ids, those of the CRM's records they are linked to. */
  partners(tenant: TenantId, object: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  noted(tenant: TenantId, settled: SettledNotes): Promise<void>;
  /** Notes that were not accepted and are wanted again are put in line. */
  replay(tenant: TenantId): Promise<void>;
  /** What waits for its note is looked at. */
  wakeNotes(tenant: TenantId): Promise<void>;
  /** How many notes there would be of the tickets that are known. */
  countNotes(tenant: TenantId): Promise<number>;
  /** Puts all of them in line. Answers how many. */
  noteAll(tenant: TenantId): Promise<number>;
  /** Whether anything is kept: something is switched on. */
  isKept(tenant: TenantId): Promise<boolean>;
}

export interface SettledNotes {
  readonly written: readonly WrittenNote[];
  readonly refused: readonly { readonly ticketId: string; readonly reason: LetterReason }[];
  /** Of tickets that the helpdesk has no more: nothing will change them. */
  readonly over: readonly string[];
  readonly done: readonly Due[];
}
