import { z } from 'zod';

/** A decimal string in major units and an upper-case ISO 4217 code. */
export const Money = z.strictObject({ amount: z.string(), currency: z.string() });
export type Money = z.infer<typeof Money>;

/** `billing.customer`: who pays under this e-mail address. More than one is never narrowed down by us. */
export const BillingCustomersRecord = z.strictObject({
  customers: z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), createdAt: z.string() })),
});
export type BillingCustomersRecord = z.infer<typeof BillingCustomersRecord>;

// Members with a default came after 0.3.0: an older answer may still be in the store.
export const SubscriptionRecord = z.strictObject({
  id: z.string(),
  /** The vendor's own word; open: an unknown one is data, not a crash. */
  status: z.string(),
  planCode: z.string().nullable(),
  planName: z.string().nullable(),
  /** e.g. `month`, `year`. */
  interval: z.string().nullable(),
  seats: z.number().nullable(),
  startedAt: z.string().nullable(),
  renewsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  trialEndsAt: z.string().nullable(),
  isEnding: z.boolean(),
  isCollectionPaused: z.boolean(),
  /** What becomes of invoices while collection is paused: `keep_as_draft`, `mark_uncollectible`, `void`. */
  pauseBehavior: z.string().nullable().default(null),
  /** When collection goes on by itself. */
  resumesAt: z.string().nullable().default(null),
  /** Whether there is something to charge when a trial ends; null where that is not known or does not matter. */
  hasPaymentMethod: z.boolean().nullable().default(null),
  /** Names of all its plans, the main one first; add-ons are none. Empty where the main one has no name. */
  plans: z.array(z.string()).default([]),
  /** Price times seats for one interval; null when the vendor prices by tiers. */
  value: Money.nullable(),
});
export type SubscriptionRecord = z.infer<typeof SubscriptionRecord>;

/**
 * `billing.subscriptions`: `main` is the one to show; `others` counts the rest that are still live, null where they
 * were not all read. `planNames`: the plans of all that are live, main first.
 */
export const SubscriptionsRecord = z.strictObject({
  main: SubscriptionRecord.nullable(),
  others: z.int().nullable(),
  planNames: z.array(z.string()).default([]),
  /** Nothing is live, and something is to begin on this day. */
  startsAt: z.string().nullable().default(null),
  all: z.array(SubscriptionRecord),
});
export type SubscriptionsRecord = z.infer<typeof SubscriptionsRecord>;

export const InvoiceRecord = z.strictObject({
  id: z.string(),
  /** The subscription it bills; null for a one-off, or where the vendor does not say. */
  subscriptionId: z.string().nullable().default(null),
  status: z.string().nullable(),
  /** Why it is uncollectible, in the vendor's word. */
  uncollectibleBecause: z.string().nullable().default(null),
  /** Sent to be paid by hand, not charged. */
  isSent: z.boolean().default(false),
  isAttempted: z.boolean(),
  /** What became of the last attempt. `unknown`: there was one. */
  attempt: z.enum(['none', 'under_way', 'needs_customer', 'failed', 'unknown']).default('unknown'),
  dueAt: z.string().nullable(),
  createdAt: z.string(),
  total: Money,
  remaining: Money,
  nextAttemptAt: z.string().nullable(),
  url: z.string().nullable(),
});
export type InvoiceRecord = z.infer<typeof InvoiceRecord>;

/** `billing.invoices`: newest first. */
export const InvoicesRecord = z.strictObject({ invoices: z.array(InvoiceRecord) });
export type InvoicesRecord = z.infer<typeof InvoicesRecord>;

export const PaymentStatus = z.enum([
  'paid',
  'suspended_for_nonpayment',
  'overdue',
  'needs_confirmation',
  'payment_processing',
  'invoice_open',
  'written_off',
  'trial',
  'trial_no_card',
  'paused',
  'starts_later',
  'setup_failed',
  'no_subscription',
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** `billing.payment`: derived from subscriptions and invoices; the worst state wins. */
export const PaymentRecord = z.strictObject({
  /** One of PaymentStatus, or the vendor's own unknown word. Null where what was not read could change it. */
  status: z.string().nullable(),
  since: z.string().nullable(),
  isEnding: z.boolean(),
  /** What is owed, per currency: never summed across currencies. */
  due: z.array(Money),
  lastInvoice: z.strictObject({ total: Money, at: z.string() }).nullable(),
  nextAt: z.string().nullable(),
  /** The oldest invoice behind the state. */
  because: z.strictObject({ at: z.string(), dueAt: z.string().nullable(), remaining: Money }).nullable().default(null),
});
export type PaymentRecord = z.infer<typeof PaymentRecord>;
