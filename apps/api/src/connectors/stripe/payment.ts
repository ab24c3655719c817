import type {
  InvoiceRecord,
  InvoicesRecord,
  PaymentRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import { sumByCurrency } from './money.ts';
import { paymentStatus, type Verdict } from './payment-status.ts';

interface Payment {
  readonly record: PaymentRecord;
  /** The oldest invoice behind the state, for the receipt. */
  readonly because: InvoiceRecord | null;
}

/** `billing.payment`, worked out from what was sold and what was billed. */
export function paymentOf({ main, all }: SubscriptionsRecord, { invoices }: InvoicesRecord, nowMs: number): Payment {
  const verdict = paymentStatus(all, invoices, nowMs);
  const last = invoices.find(({ status }) => status !== null && status !== 'draft' && status !== 'void');
  return {
    record: {
      status: verdict.status,
      since: sinceOf(verdict),
      isEnding: main?.isEnding ?? false,
      due: sumByCurrency(verdict.owed.map(({ remaining }) => remaining)),
      lastInvoice: last ? { total: last.total, at: last.createdAt } : null,
      nextAt: nextOf(verdict, main),
    },
    because: verdict.owed[0] ?? null,
  };
}

const dated: readonly string[] = ['suspended_for_nonpayment', 'overdue', 'written_off'];

/** Since the oldest of what is owed was due; other states have no such day. */
function sinceOf({ status, owed }: Verdict): string | null {
  return dated.includes(status) ? earliest(owed.map(({ dueAt, createdAt }) => dueAt ?? createdAt)) : null;
}

/** The next day on which money should move by itself. */
function nextOf({ status, owed }: Verdict, main: SubscriptionsRecord['main']): string | null {
  if (status === 'paid') return main?.renewsAt ?? null;
  if (status === 'trial') return main?.isEnding ? null : (main?.trialEndsAt ?? null);
  if (status === 'invoice_open') return earliest(owed.map(({ dueAt, nextAttemptAt }) => dueAt ?? nextAttemptAt));
  return earliest(owed.map(({ nextAttemptAt }) => nextAttemptAt));
}

/** ISO times in UTC sort as text. */
const earliest = (times: readonly (string | null)[]): string | null =>
  times.filter((time) => time !== null).sort()[0] ?? null;
