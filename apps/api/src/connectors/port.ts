import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { RecordsIn } from '@sidelight/shared/record/records.ts';

/** What a question is asked by. `tenant` questions have one answer for everybody. */
export interface Subject {
  readonly by: 'id' | 'email' | 'external_id' | 'domain' | 'tenant';
  readonly value: string;
}

/** The vendor's record behind an answer, for the receipt. */
export interface Source {
  readonly type: string;
  readonly id: string;
  /** Where a person can open it. */
  readonly url?: string;
  /** When the vendor last changed it (ISO 8601). */
  readonly changedAt?: string;
}

/**
 * What is missing from an answer the vendor did give. A field that finds nothing in such a record is
 * not shown as "none" but as `incomplete`; so a connector leaves out (null, empty) every value that
 * the missing part could change, a sum above all.
 */
export interface Gaps {
  /** The vendor has more than the connector's cap, and the rest was not read. */
  readonly isCutShort: boolean;
  /** Records that could not be understood and were left out. */
  readonly leftOut: number;
}

/** One answer in our words: `record` has passed the schema of its read in `@sidelight/shared/record`. */
export interface Answer<R = unknown> {
  readonly record: R;
  readonly source: Source;
  /** Only there when something is missing. */
  readonly gaps?: Gaps;
  /** Worked out from what we keep, and we keep nothing: to read it again cannot help. */
  readonly isNobodyAsked?: true;
}

/** An id that people typed, as the vendor whose it is reads it. */
export type TypedId =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  /** Something is there, and it is no id of this vendor. */
  | { readonly kind: 'unreadable' };

/**
 * One question put to a vendor.
 *
 * Resolves to `null` when the vendor answered and knows nobody by that id: an
 * answer, not a failure. Rejects only with UpstreamError, and promptly once
 * `signal` aborts. Never retries, caches or logs; the policy around it does.
 */
export type Ask<R = unknown> = (subject: Subject, signal: AbortSignal) => Promise<Answer<R> | null>;

/** Accounts that a person has searched for. */
export interface FoundAccounts {
  readonly accounts: readonly Answer<AccountRecord>[];
  /** More fit than these. */
  readonly isCutShort: boolean;
}

/** How an issue of a tracker stands. `unknown`: it is not there, or not for us to see. */
export type IssueState =
  | { readonly kind: 'open' }
  /** `as`: what the tracker calls its end. */
  | { readonly kind: 'closed'; readonly as: string }
  | { readonly kind: 'unknown' };

/** A read worked out from other reads of the same system. Pure: no IO, and total. */
export interface Derivation {
  readonly from: readonly string[];
  derive(answers: Readonly<Record<string, Answer>>, nowMs: number): Answer;
}

export interface WebhookWish {
  readonly name: string;
  readonly endpoint: string;
  readonly subscriptions: readonly string[];
}

export interface TicketMark {
  /** Without one, only the note is written. */
  readonly tag?: string;
  readonly note: string;
  /** Who asked for the note, by their id in the helpdesk: they follow the ticket from then on, so that it notifies them. */
  readonly follower?: string;
  /** Ends the note, and stands in no other: by it a note is found again whose answer was lost. */
  readonly reference: string;
}

/** What a connector may change, where the map's owner allows it. Rejects like `Ask`. */
export interface Writes {
  /** Adds a tag and an internal note, each once however often it is called. False: there is no such ticket. */
  markTicket?(ticketId: string, mark: TicketMark, signal: AbortSignal): Promise<boolean>;
  /** Adds a tag to each, a hundred at most; the vendor goes on with it after its answer. */
  tagTickets?(ticketIds: readonly string[], tag: string, signal: AbortSignal): Promise<void>;
  /** A webhook to `endpoint`, made or found there, with a signing secret that is new. */
  registerWebhook?(hook: WebhookWish, signal: AbortSignal): Promise<{ readonly id: string; readonly secret: string }>;
  /** What that webhook tells of from now on. */
  subscribeWebhook?(webhookId: string, subscriptions: readonly string[], signal: AbortSignal): Promise<void>;
  /** Has this event sent through that webhook, signed as any other. */
  sendTestEvent?(webhookId: string, event: unknown, signal: AbortSignal): Promise<void>;
}

/** The questions of one system's reads, each with its record. */
type Asks<System extends string> = {
  readonly [Name in keyof RecordsIn<System>]?: Ask<RecordsIn<System>[Name]>;
};

/**
 * The code for one vendor that fills a system. Read names are the part after the dot in the map (`billing.invoices` →
 * `invoices`): what a read of that name answers with is the same of every vendor.
 */
export interface Connector<System extends string = never> {
  readonly id: string;
  readonly reads: Readonly<Record<string, Ask>> & Asks<System>;
  readonly derived: Readonly<Record<string, Derivation>>;
  readonly writes?: Writes;
  /** Of its users, a hundred at most: who is there, without the groups, organisations and brands of each. Rejects like `Ask`. */
  readonly staff?: (userIds: readonly string[], signal: AbortSignal) => Promise<readonly AgentRecord[]>;
  /** How one issue stands, by the id that its reads give it. Rejects like `Ask`. */
  readonly issueState?: (issueId: string, signal: AbortSignal) => Promise<IssueState>;
  /** Accounts by what people call them, the vendor's best first. The text is theirs, as typed. Rejects like `Ask`. */
  readonly searchAccounts?: (text: string, signal: AbortSignal) => Promise<FoundAccounts>;
  /** Where a person finds the tickets with this tag that were changed since, in the vendor's own search. */
  readonly taggedUrl?: (tag: string, since: string) => string;
}

/** What a connector is built with, from the map and the configuration. */
export interface ConnectorSettings {
  /** `live` or `sandbox`; an answer from the other one is a `bad_answer`. */
  readonly environment: 'live' | 'sandbox';
  /** The map's `connectors.<id>.options`. */
  readonly options: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Vendor field names the map wants from a read; nothing else is requested. */
  ask(read: string): readonly string[];
  /** Of these, of which the map also wants to know since when they hold their value. */
  askSince?(read: string): readonly string[];
  /** Scopes the vendor did not give us: nothing is asked that needs them. */
  readonly withheld?: readonly string[] | undefined;
  /** Base of the links a person can open, without a trailing slash. */
  readonly consoleUrl: string;
}
