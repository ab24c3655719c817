/** A ticket as a helpdesk tells of it, in our words; without its subject, its text and its names. */
export interface HelpdeskTicket {
  readonly id: string;
  readonly organizationId: string | null;
  readonly requesterId: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly firstReplyAfterMs: number | null;
  /** Null while it is open. */
  readonly solvedAtMs: number | null;
  readonly status: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
  readonly priority: string | null;
  readonly tags: readonly string[];
  readonly csat: 'good' | 'bad' | null;
  /** When a service target was first missed, where that is told of with the ticket. */
  readonly breachedAtMs?: number | null;
}

/** The same with what a note for people says besides. It is read when the note is written, and not kept. */
export interface TicketStory {
  readonly ticket: HelpdeskTicket;
  readonly subject: string;
  /** Who has it. */
  readonly agent: string | null;
}

export interface ReadTickets {
  readonly stories: readonly TicketStory[];
  /** There, but unreadable: nothing is concluded from them. */
  readonly odd: readonly string[];
}

/** A service target that was missed. */
export interface Breach {
  readonly ticketId: string;
  readonly atMs: number;
}

/** A page of a feed. `cursor` is what to ask with next time; `isMore`: at once. */
export interface FeedPage<T> {
  readonly items: readonly T[];
  readonly cursor: string;
  readonly isMore: boolean;
}

/** A helpdesk's tickets, as far as support's view of a customer needs them. Rejects like `Ask`. */
export interface TicketSource {
  /** The most one question takes. */
  readonly batch: number;
  /** Those that are gone are left out. */
  read(ids: readonly string[], signal: AbortSignal): Promise<ReadTickets>;
  /** Tickets changed since `cursor`; the first time, since that time. Deleted ones are named in `gone`. */
  changed(
    cursor: string | undefined,
    sinceMs: number,
    signal: AbortSignal,
  ): Promise<FeedPage<HelpdeskTicket> & { readonly gone: readonly string[] }>;
  /** The same for missed service targets. */
  breaches(cursor: string | undefined, sinceMs: number, signal: AbortSignal): Promise<FeedPage<Breach>>;
}
