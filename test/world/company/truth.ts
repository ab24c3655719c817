import type { Customer, Evidence } from '@sidelight/shared/context/customer.ts';
import type { Unlinked } from '@sidelight/shared/context/field.ts';

interface Money {
  /** Decimal string in major units. */
  readonly amount: string;
  readonly currency: string;
}

interface PlanTruth {
  readonly name: string;
  readonly code: string;
  readonly seats: number;
  /** As the map words it: `renews_year`, `renews_month`, `ends`, `trial_ends`; without a day: `paused`, `on_hold`. */
  readonly term: { readonly code: string; readonly at: string | null };
  readonly worth: Money;
  /** Live subscriptions besides the one shown. */
  readonly others: number;
  /** Names of the other plans, which are shown behind the first. Left out: there are none. */
  readonly morePlans?: readonly string[];
}

export interface PaymentTruth {
  /** A PaymentStatus, or the vendor's own unknown word. */
  readonly status: string;
  readonly since: string | null;
  readonly due: readonly Money[];
  readonly lastInvoice: { readonly total: Money; readonly at: string } | null;
  /** The next day on which money should move by itself. */
  readonly nextAt: string | null;
}

export interface SalesTruth {
  /** Stage, name and owner of each open deal, what is to be closed next first. */
  readonly open: readonly string[];
  readonly closesAt: string | null;
  readonly amounts: readonly Money[];
  /** Of the deal closed last. */
  readonly lastDeal: { readonly state: 'won' | 'lost'; readonly at: string } | null;
  readonly call: { readonly at: string; readonly about: string; readonly outcome: string } | null;
  /** The note pinned to the company's page. */
  readonly pinned?: string;
}

export interface UsageTruth {
  readonly active7d: number;
  readonly active30d: number;
  readonly lastSeenAt: string;
  readonly trend: readonly number[];
  readonly errors24h: number;
  readonly topError: string | null;
  readonly version: string | null;
  readonly flags: readonly string[];
}

/**
 * What a correct sidebar shows for a sample ticket while every system answers.
 * Written by hand beside the records, so that it is a second opinion and not an echo.
 */
export interface Truth {
  readonly customer: {
    readonly state: Customer['state'];
    /** The strongest evidence. */
    readonly evidence: Evidence | null;
    /** Account ids among which an agent picks or confirms. */
    readonly candidates: readonly string[];
  };
  readonly requester: { readonly name: string; readonly email: string | null } | null;
  /** What the helpdesk's people want everybody to know of them. */
  readonly care?: 'vip' | 'with_care';
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly tier: string | null;
    readonly owner: string | null;
  } | null;
  readonly contact: {
    readonly role: string | null;
    readonly city: string | null;
    /** Left out: nobody knows. */
    readonly marketing?: { readonly code: string; readonly since?: string };
  } | null;
  /** `null` means asked and none there; a word means why it cannot be known. */
  readonly plan: PlanTruth | null | Unlinked | 'test_data';
  readonly payment: PaymentTruth | Unlinked | 'test_data';
  readonly usage: UsageTruth | null | Unlinked;
  /** Left out: sales has never had to do with the account. */
  readonly sales?: SalesTruth;
  /** Titles of what touches this ticket. */
  readonly incidents: readonly string[];
  readonly known: readonly string[];
}
