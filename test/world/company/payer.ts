export interface Subscription {
  readonly id: string;
  /** Open, as at the vendor: an unknown word is possible. */
  readonly status: string;
  readonly planCode: string;
  readonly interval: 'month' | 'year';
  readonly seats: number;
  /** Minor units a seat and interval. */
  readonly unitAmount: number;
  readonly currency: string;
  readonly collection: 'charge_automatically' | 'send_invoice';
  readonly startedAtMs: number;
  readonly periodStartMs: number;
  readonly periodEndMs: number;
  readonly trialEndMs: number | null;
  readonly isEndingWithPeriod: boolean;
  readonly endedAtMs: number | null;
  readonly isCollectionPaused: boolean;
}

export interface Invoice {
  readonly id: string;
  readonly subscriptionId: string | null;
  readonly status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  /** Minor units. */
  readonly total: number;
  readonly remaining: number;
  readonly currency: string;
  readonly isAttempted: boolean;
  readonly createdAtMs: number;
  readonly dueAtMs: number | null;
  readonly nextAttemptMs: number | null;
}

/** Who pays, as the billing system knows them. */
export interface Payer {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  /** False: sandbox data that must never be shown on a live connection. */
  readonly isLive: boolean;
  /** `legacy`: the vendor's object shape before 2025-03-31, whatever version is asked for. */
  readonly shape: 'current' | 'legacy';
  readonly createdAtMs: number;
  readonly subscriptions: readonly Subscription[];
  /** Newest first. */
  readonly invoices: readonly Invoice[];
}
