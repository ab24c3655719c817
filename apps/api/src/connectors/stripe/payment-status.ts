import type { InvoiceRecord, PaymentStatus, SubscriptionRecord } from '@sidelight/shared/record/billing.ts';
import { isZero } from './money.ts';
import { isLive, isPaused, isUnknown } from './standing.ts';

export interface Verdict {
  /** One of ours, or the vendor's own word where it is none we know. */
  readonly status: PaymentStatus | (string & {});
  /** What is owed, and why: the invoices that decide, oldest first. */
  readonly owed: readonly InvoiceRecord[];
}

const ignored: readonly string[] = ['void', 'draft', 'paid'];
const knownInvoice: readonly string[] = [...ignored, 'open', 'uncollectible'];

/** Sent invoices are late after their day; charged ones as soon as a charge failed. */
const isLate = (invoice: InvoiceRecord, nowMs: number): boolean =>
  invoice.dueAt === null ? invoice.isAttempted : Date.parse(invoice.dueAt) < nowMs;

/** Whether an account has paid: the worst that holds for any of its live subscriptions and invoices. */
export function paymentStatus(
  subscriptions: readonly SubscriptionRecord[],
  invoices: readonly InvoiceRecord[],
  nowMs: number,
): Verdict {
  const live = subscriptions.filter(isLive);
  // Credit can settle an open invoice before it is closed: nothing remains, nothing is owed.
  const owing = invoices.filter(({ status, remaining }) => !ignored.includes(status ?? 'draft') && !isZero(remaining));
  const oldestFirst = owing.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const open = oldestFirst.filter(({ status }) => status === 'open');
  const late = open.filter((invoice) => isLate(invoice, nowMs));
  const lost = oldestFirst.filter(({ status }) => status === 'uncollectible');
  const odd = oldestFirst.find(({ status }) => !knownInvoice.includes(status ?? ''));
  const has = (status: string) => live.some((subscription) => subscription.status === status);

  if (has('unpaid')) return { status: 'suspended_for_nonpayment', owed: open };
  // The first charge of something that never began failed: nobody is behind with it.
  const isFirstCharge = late.every(({ dueAt }) => dueAt === null);
  if (live.length === 0 && isFirstCharge && subscriptions.some(({ status }) => status === 'incomplete')) {
    return { status: 'setup_failed', owed: open };
  }
  if (has('past_due') || late.length > 0) return { status: 'overdue', owed: open };
  if (open.length === 0 && lost.length > 0) return { status: 'written_off', owed: lost };
  const word = live.find(isUnknown)?.status ?? odd?.status;
  if (word) return { status: word, owed: odd ? [...open, odd] : open };
  if (live.some(isPaused)) return { status: 'paused', owed: open };
  if (open.length > 0) return { status: 'invoice_open', owed: open };
  if (has('trialing')) return { status: 'trial', owed: [] };
  if (live.length > 0) return { status: 'paid', owed: [] };
  return {
    status: newest(subscriptions)?.status === 'incomplete_expired' ? 'setup_failed' : 'no_subscription',
    owed: [],
  };
}

const newest = (subscriptions: readonly SubscriptionRecord[]): SubscriptionRecord | undefined =>
  subscriptions.toSorted((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))[0];
