import { z } from 'zod';

/** A decimal string in major units and an upper-case ISO 4217 code. */
export const Money = z.strictObject({ amount: z.string(), currency: z.string() });
export type Money = z.infer<typeof Money>;

/** `billing.customer`: who pays under this e-mail address. More than one is never narrowed down by us. */
export const BillingCustomersRecord = z.strictObject({
  customers: z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), createdAt: z.string() })),
});
export type BillingCustomersRecord = z.infer<typeof BillingCustomersRecord>;

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
  /** Price times seats for one interval; null when the vendor prices by tiers. */
  value: Money.nullable(),
});
export type SubscriptionRecord = z.infer<typeof SubscriptionRecord>;

/** `billing.subscriptions`: `main` is the one to show; `others` counts the rest that are still live. */
export const SubscriptionsRecord = z.strictObject({
  main: SubscriptionRecord.nullable(),
  others: z.int(),
  all: z.array(SubscriptionRecord),
});
export type SubscriptionsRecord = z.infer<typeof SubscriptionsRecord>;

export const InvoiceRecord = z.strictObject({
  id: z.string(),
  status: z.string().nullable(),
  isAttempted: z.boolean(),
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
  'invoice_open',
  'written_off',
  'trial',
  'paused',
  'setup_failed',
  'no_subscription',
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** `billing.payment`: derived from subscriptions and invoices; the worst state wins. */
export const PaymentRecord = z.strictObject({
  /** One of PaymentStatus, or the vendor's own unknown word. */
  status: z.string(),
  since: z.string().nullable(),
  isEnding: z.boolean(),
  /** What is owed, per currency: never summed across currencies. */
  due: z.array(Money),
  lastInvoice: z.strictObject({ total: Money, at: z.string() }).nullable(),
  nextAt: z.string().nullable(),
});
export type PaymentRecord = z.infer<typeof PaymentRecord>;
