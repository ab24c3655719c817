import type { ConflictEnd } from '@sidelight/shared/sync/monthly-report.ts';
import type { Side } from '../sync/canonical/canon.ts';

/** What the store has of one month of one tenant's sync. Counts and spans, no values and no records. */
export interface MonthFacts {
  /** Summed over the month. */
  readonly figures: readonly {
    readonly object: string;
    readonly name: string;
    readonly side: string;
    readonly detail: string;
    readonly n: number;
  }[];
  /** Values that reached a side, by the hour; hours without any are not there. */
  readonly hours: readonly { readonly atMs: number; readonly written: number }[];
  /** Hours in which anything was counted, and those in which a call waited for the budget. */
  readonly activeHours: number;
  readonly yieldedHours: number;
  readonly decisions: readonly { readonly because: string; readonly n: number }[];
  /** Of fields, by how they ended. `blocks`: a person was asked; else the rule decided and kept what gave way. */
  readonly conflicts: readonly {
    readonly object: string;
    readonly field: string;
    readonly blocks: boolean;
    /** Both sides held a value before they were linked. */
    readonly isFirst: boolean;
    readonly end: ConflictEnd;
    readonly n: number;
    /** Half of them were open for longer. */
    readonly openMs: number;
  }[];
  /** Now, whenever they were opened. */
  readonly openNow: { readonly items: number; readonly oldestMs: number };
  /** Values that were not accepted in the month and are there still. */
  readonly deadLetters: readonly {
    readonly object: string;
    readonly field: string;
    readonly reason: string;
    readonly n: number;
  }[];
  /** The last comparison of each kind of record that came to its end. */
  readonly comparisons: readonly {
    readonly object: string;
    readonly at: string;
    readonly linked: number;
    readonly changed: number;
    readonly writes: Readonly<Record<string, Readonly<Record<Side, number>>>>;
  }[];
  /** Calls to a vendor, by the day. */
  readonly calls: readonly { readonly connector: string; readonly day: string; readonly n: number }[];
  readonly webhooks: readonly { readonly system: string; readonly n: number }[];
  /** Contexts served, and those within the SLO's time. */
  readonly served: { readonly total: number; readonly kept: number };
}
