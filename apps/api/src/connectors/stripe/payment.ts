import type {
  InvoiceRecord,
  InvoicesRecord,
  PaymentRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import type { Gaps } from '../port.ts';
import { sumByCurrency } from './money.ts';
import { paymentStatus, type Verdict } from './payment-status.ts';

interface Payment {
  readonly record: PaymentRecord;
  /** The oldest invoice behind the state, for the receipt. */
  readonly because: InvoiceRecord | null;
}

/** What is missing from each of the two answers; absent where nothing is. */
export interface Missing {
  readonly subscriptions?: Gaps | undefined;
  readonly invoices?: Gaps | undefined;
}

/** A state this bad cannot be taken back by what was not read. */
const certain: readonly string[] = ['suspended_for_nonpayment', 'overdue'];

/** `billing.payment`, worked out from what was sold and what was billed. */
export function paymentOf(
  sold: SubscriptionsRecord,
  billed: InvoicesRecord,
  nowMs: number,
  missing: Missing = {},
): Payment {
  const { main, all, startsAt } = sold;
  const isWhole = !missing.subscriptions && !missing.invoices;
  const known = new Set(all.map(({ id }) => id));
  // An invoice of a subscription that was not read may be the first charge of something that never began.
  const invoices = missing.subscriptions
    ? billed.invoices.filter(({ subscriptionId }) => subscriptionId === null || known.has(subscriptionId))
    : billed.invoices;
  const verdict = paymentStatus(all, invoices, nowMs, startsAt);
  const last = billed.invoices.find(({ status }) => status !== null && status !== 'draft' && status !== 'void');
  const because = verdict.because[0] ?? null;
  const isLastKnown = (missing.invoices?.leftOut ?? 0) === 0;
  return {
    record: {
      status: isWhole || certain.includes(verdict.status) ? verdict.status : null,
      since: isWhole ? sinceOf(verdict) : null,
      isEnding: main?.isEnding ?? false,
      due: isWhole ? sumByCurrency(verdict.owed.map(({ remaining }) => remaining)) : [],
      lastInvoice: last && isLastKnown ? { total: last.total, at: last.createdAt } : null,
      nextAt: isWhole ? nextOf(verdict, sold) : null,
      because: because && { at: because.createdAt, dueAt: because.dueAt, remaining: because.remaining },
    },
    because,
  };
}

const dated: readonly string[] = ['suspended_for_nonpayment', 'overdue', 'written_off'];

/** Since the oldest of what decides was due; other states have no such day. */
function sinceOf({ status, because }: Verdict): string | null {
  return dated.includes(status) ? earliest(because.map(({ dueAt, createdAt }) => dueAt ?? createdAt)) : null;
}

/** The next day on which money should move by itself. */
function nextOf({ status, owed }: Verdict, { main, startsAt }: SubscriptionsRecord): string | null {
  if (status === 'paid') return main?.renewsAt ?? null;
  if (status === 'trial' || status === 'trial_no_card') return main?.isEnding ? null : (main?.trialEndsAt ?? null);
  if (status === 'invoice_open') return earliest(owed.map(({ dueAt, nextAttemptAt }) => dueAt ?? nextAttemptAt));
  if (status === 'starts_later') return startsAt;
  return earliest([
    ...owed.map(({ nextAttemptAt }) => nextAttemptAt),
    status === 'paused' ? (main?.resumesAt ?? null) : null,
  ]);
}

/** ISO times in UTC sort as text. */
const earliest = (times: readonly (string | null)[]): string | null =>
  times.filter((time) => time !== null).sort()[0] ?? null;
