import { iso } from '../clock.ts';
import type { PaymentTruth } from '../truth.ts';

/** The truth about an account that owes nothing. */
export const paid = (amount: string, currency: string, atMs: number, nextMs: number | null): PaymentTruth => ({
  status: 'paid',
  since: null,
  due: [],
  lastInvoice: { total: { amount, currency }, at: iso(atMs) },
  nextAt: nextMs === null ? null : iso(nextMs),
});
