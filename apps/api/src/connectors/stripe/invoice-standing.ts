import type { InvoiceRecord, SubscriptionRecord } from '@sidelight/shared/record/billing.ts';
import { isZero } from './money.ts';
import { isLive } from './standing.ts';

/** What invoices say of an account, oldest first. None of them is in two of the lists but `late`, which is of `open`. */
export interface Owed {
  readonly open: readonly InvoiceRecord[];
  /** Open, and the customer has failed to pay: past its day, or a charge failed. */
  readonly late: readonly InvoiceRecord[];
  readonly lost: readonly InvoiceRecord[];
  /** Bills something that never began: nobody is behind with it. */
  readonly first: readonly InvoiceRecord[];
  /** In a state we do not know. */
  readonly odd: readonly InvoiceRecord[];
  attemptAt(invoice: InvoiceRecord): Exclude<InvoiceRecord['attempt'], 'unknown'>;
}

const settled: readonly string[] = ['void', 'draft', 'paid'];
const neverBegun: readonly string[] = ['incomplete', 'incomplete_expired'];
const failing: readonly string[] = ['past_due', 'unpaid', 'canceled', ...neverBegun];
/**
 * The slowest bank debits are confirmed or returned within 14 business days.
 * https://docs.stripe.com/payments/payment-methods#delayed-notification
 */
const MAX_DEBIT_MS = 21 * 86_400_000;

export function owedOf(
  subscriptions: readonly SubscriptionRecord[],
  invoices: readonly InvoiceRecord[],
  nowMs: number,
): Owed {
  const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
  const hasLive = subscriptions.some(isLive);
  const billed = ({ subscriptionId }: InvoiceRecord) =>
    subscriptionId === null ? undefined : byId.get(subscriptionId);

  /** Of an attempt nobody knows the end of, the subscription tells: a charge that fails makes it past due. */
  function attemptAt(invoice: InvoiceRecord): Exclude<InvoiceRecord['attempt'], 'unknown'> {
    if (invoice.attempt !== 'unknown') return invoice.attempt;
    // What is sent has its day: a try by hand changes nothing about it.
    if (!invoice.isAttempted || invoice.isSent || invoice.dueAt !== null) return 'none';
    const about = billed(invoice);
    const isFailing = (about ? [about] : subscriptions).some(({ status }) =>
      about ? failing.includes(status) : status === 'past_due' || status === 'unpaid',
    );
    return !isFailing && nowMs - Date.parse(invoice.createdAt) < MAX_DEBIT_MS ? 'under_way' : 'failed';
  }

  /** Sent invoices are late after their day, charged ones once a charge failed; none while its payment is under way. */
  function isLate(invoice: InvoiceRecord): boolean {
    const attempt = attemptAt(invoice);
    if (attempt === 'under_way') return false;
    if (invoice.dueAt !== null) return Date.parse(invoice.dueAt) < nowMs;
    return !invoice.isSent && attempt === 'failed';
  }

  function isFirst(invoice: InvoiceRecord): boolean {
    const about = billed(invoice);
    if (about) return neverBegun.includes(about.status);
    if (invoice.subscriptionId !== null || invoice.dueAt !== null || hasLive) return false;
    return subscriptions.some(({ status }) => status === 'incomplete');
  }

  /** Uncollectible because the merchant paused collection, not because nobody paid. */
  function isByWish({ uncollectibleBecause, isAttempted, subscriptionId }: InvoiceRecord): boolean {
    if (uncollectibleBecause !== null) return uncollectibleBecause === 'subscription_paused';
    return (
      !isAttempted &&
      subscriptions.some(
        ({ id, pauseBehavior }) =>
          pauseBehavior === 'mark_uncollectible' && (subscriptionId === null || subscriptionId === id),
      )
    );
  }

  const owing = invoices
    // Credit can settle an open invoice before it is closed: nothing remains, nothing is owed.
    .filter(({ status, remaining }) => !settled.includes(status ?? 'draft') && !isZero(remaining))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const all = owing.filter(({ status }) => status === 'open');
  const open = all.filter((invoice) => !isFirst(invoice));
  return {
    open,
    first: all.filter(isFirst),
    late: open.filter(isLate),
    lost: owing.filter((invoice) => invoice.status === 'uncollectible' && !isByWish(invoice)),
    odd: owing.filter(({ status }) => status !== 'open' && status !== 'uncollectible'),
    attemptAt,
  };
}
