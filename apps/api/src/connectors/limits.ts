/** The headers of a vendor's answers that tell how a limit stands, in lower case. */
export interface ToldBy {
  /** How many calls a window has, where the vendor says that. */
  readonly limit?: string;
  /** How many are left in it. */
  readonly remaining: string;
  /** When it begins anew; at the end of a whole window where the vendor does not say. */
  readonly reset?: { readonly header: string; readonly as: 'seconds' | 'date' };
}

/** So many calls in so long. */
export interface RateLimit {
  readonly windowMs: number;
  /** By the vendor's documents. Absent where only its answers say. */
  readonly calls?: number;
  readonly told?: ToldBy;
}

/** What a vendor allows one credential. What is not there is not limited. */
export interface Limits {
  /** Calls at once. */
  readonly concurrency?: number;
  /** How long the vendor itself keeps a question waiting before it answers. */
  readonly queuedMs?: number;
  readonly rates: readonly RateLimit[];
}
