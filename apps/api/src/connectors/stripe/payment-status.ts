import type { InvoiceRecord, PaymentStatus, SubscriptionRecord } from '@sidelight/shared/record/billing.ts';
import { owedOf } from './invoice-standing.ts';
import { isLive, isPaused, isUnknown } from './standing.ts';

export interface Verdict {
  /** One of ours, or the vendor's own word where it is none we know. */
  readonly status: PaymentStatus | (string & {});
  /** What is owed, oldest first. */
  readonly owed: readonly InvoiceRecord[];
  /** The invoices that decide, oldest first. */
  readonly because: readonly InvoiceRecord[];
}

const verdict = (
  status: Verdict['status'],
  owed: readonly InvoiceRecord[] = [],
  because: readonly InvoiceRecord[] = owed,
): Verdict => ({ status, owed, because });

/**
 * Whether an account has paid: the worst that holds for any of its live subscriptions and invoices. Tried is not
 * failed, paused is not lost, never begun is not owed. Every row of the table is in docs/payment-states.md.
 */
export function paymentStatus(
  subscriptions: readonly SubscriptionRecord[],
  invoices: readonly InvoiceRecord[],
  nowMs: number,
  startsAt: string | null = null,
): Verdict {
  const live = subscriptions.filter(isLive);
  const { open, late, lost, first, odd, attemptAt } = owedOf(subscriptions, invoices, nowMs);
  const has = (status: string) => live.some((subscription) => subscription.status === status);
  const tried = (list: readonly InvoiceRecord[], attempt: InvoiceRecord['attempt']) =>
    list.filter((invoice) => attemptAt(invoice) === attempt);
  // What is sent to be paid by hand waits for the customer anyway.
  const unconfirmed = tried(open, 'needs_customer').filter(({ isSent }) => !isSent);
  const underWay = tried(open, 'under_way');
  const isOneThing = (part: readonly InvoiceRecord[]) => open.length > 0 && part.length === open.length;

  if (has('unpaid')) return verdict('suspended_for_nonpayment', open);
  if (late.length > 0) return verdict('overdue', open, late);
  if (has('past_due')) {
    if (isOneThing(unconfirmed)) return verdict('needs_confirmation', open);
    return verdict(isOneThing(underWay) ? 'payment_processing' : 'overdue', open);
  }
  if (live.length === 0 && subscriptions.some(({ status }) => status === 'incomplete')) {
    if (tried(first, 'needs_customer').length > 0) return verdict('needs_confirmation', [], first);
    return verdict(tried(first, 'under_way').length > 0 ? 'payment_processing' : 'setup_failed', [], first);
  }
  if (unconfirmed.length > 0) return verdict('needs_confirmation', open, unconfirmed);
  if (open.length === 0 && lost.length > 0) return verdict('written_off', lost);
  const word = live.find(isUnknown)?.status ?? odd[0]?.status;
  if (word) return verdict(word, [...open, ...odd.slice(0, 1)]);
  if (live.some(isPaused)) return verdict('paused', open);
  if (underWay.length > 0) return verdict('payment_processing', open, underWay);
  if (open.length > 0) return verdict('invoice_open', open);
  if (live.some(({ status, hasPaymentMethod }) => status === 'trialing' && hasPaymentMethod === false))
    return verdict('trial_no_card');
  if (has('trialing')) return verdict('trial');
  if (live.length > 0) return verdict('paid');
  if (startsAt !== null) return verdict('starts_later');
  return verdict(newest(subscriptions)?.status === 'incomplete_expired' ? 'setup_failed' : 'no_subscription');
}

const newest = (subscriptions: readonly SubscriptionRecord[]): SubscriptionRecord | undefined =>
  subscriptions.toSorted((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))[0];
