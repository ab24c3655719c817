/** A ticket that is neither solved nor closed. `hold` waits for somebody else. */
export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** What we keep of a ticket: no subject, no text and no names. */
export interface TicketFact {
  readonly id: string;
  readonly organizationId: string | null;
  readonly requesterId: string | null;
  readonly createdAtMs: number;
  /** By the helpdesk. */
  readonly updatedAtMs: number;
  readonly firstReplyAfterMs: number | null;
  /** Null while it is open. */
  readonly solvedAtMs: number | null;
  readonly status: TicketStatus;
  readonly priority: string | null;
  /** Names of marks of the map. */
  readonly marks: readonly string[];
  /** A name of the map's categories. */
  readonly category: string | null;
  readonly csat: 'good' | 'bad' | null;
  readonly breachedAtMs: number | null;
}

/** Of whom figures are worked out, by the helpdesk's names for its records. */
export interface Customer {
  readonly kind: 'organizations' | 'users';
  readonly id: string;
}

export const customerKey = ({ kind, id }: Customer): string => `${kind}:${id}`;

/** Whose figures a ticket counts for. */
export const customersOf = ({ organizationId, requesterId }: Pick<TicketFact, 'organizationId' | 'requesterId'>) => [
  ...(organizationId === null ? [] : [{ kind: 'organizations', id: organizationId } as const]),
  ...(requesterId === null ? [] : [{ kind: 'users', id: requesterId } as const]),
];
