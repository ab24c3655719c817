import { ownValue } from '@sidelight/shared/own-property.ts';
import type { InvoiceRecord } from '@sidelight/shared/record/billing.ts';
import { isUpstreamError } from '../upstream-error.ts';
import type { StripeClient } from './client.ts';
import type { WireInvoice } from './wire.ts';

type Intent = { readonly id: string; readonly status?: string };

/** Asked for the newest open invoices only; of older ones it is known by other signs. */
const MAX_ASKED = 5;
/** After a key was refused for want of the right to payment intents, it is not tried again for so long. */
const REFUSED_MS = 600_000;

/** The words of https://docs.stripe.com/payments/paymentintents/lifecycle that say what has become of an attempt. */
const byStatus: Readonly<Record<string, InvoiceRecord['attempt']>> = {
  processing: 'under_way',
  // Held, or paid a moment ago: the invoice follows.
  requires_capture: 'under_way',
  succeeded: 'under_way',
  requires_action: 'needs_customer',
  requires_payment_method: 'failed',
  canceled: 'failed',
};

/** What became of the last attempt to collect an invoice. `status`: its payment intent's, where that is known. */
export function attemptOf(wire: WireInvoice, status: string | undefined): InvoiceRecord['attempt'] {
  const said = status === undefined ? undefined : ownValue(byStatus, status);
  // Before the first try an intent lacks a payment method as well as after a failed one.
  if (said === 'failed' && !wire.attempted) return 'none';
  if (said) return said;
  if (!wire.attempted) return 'none';
  // Only after a failure is there a next time.
  return wire.next_payment_attempt ? 'failed' : 'unknown';
}

/** The state of the payment intents behind open invoices, by invoice. What cannot be had is left out. */
export function createAttempts(fetchIntent: StripeClient['intent'], now: () => number) {
  let refusedUntilMs = Number.NEGATIVE_INFINITY;

  async function statusOf({ id, status }: Intent, signal: AbortSignal): Promise<string | undefined> {
    if (status !== undefined) return status;
    if (now() < refusedUntilMs) return undefined;
    try {
      return (await fetchIntent(id, signal))?.status;
    } catch (error) {
      // One answer more or less: the invoice itself is there. Only what stops every call stops this one.
      const isMissingOnly =
        isUpstreamError(error) && ['forbidden', 'bad_answer', 'not_configured'].includes(error.reason);
      if (!isMissingOnly) throw error;
      if (error.reason === 'forbidden') refusedUntilMs = now() + REFUSED_MS;
      return undefined;
    }
  }

  return async (wires: readonly WireInvoice[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> => {
    const open = wires
      // What nobody has tried to collect has no attempt to ask about: one hop less for a bill that is only sent.
      .filter((wire) => wire.status === 'open' && wire.attempted && wire.amount_remaining !== 0)
      .toSorted((a, b) => b.created.localeCompare(a.created))
      .flatMap((wire) => {
        const intent = intentOf(wire);
        return intent ? [{ wire, intent }] : [];
      });
    const asked = open.slice(0, MAX_ASKED).map(async ({ wire, intent }) => {
      const status = await statusOf(intent, signal);
      return status === undefined ? [] : [[wire.id, status] as const];
    });
    return new Map((await Promise.all(asked)).flat());
  };
}

/** The intent an invoice is paid by: its own before 2025-03-31, since then that of its payment that is still open. */
function intentOf({ payment_intent, payments }: WireInvoice): Intent | undefined {
  const all = payments?.data ?? [];
  const payment = all.find(({ status, is_default }) => status === 'open' && is_default) ?? all.find(isOpen);
  const found = payment_intent ?? payment?.payment?.payment_intent ?? undefined;
  return typeof found === 'string' ? { id: found } : found;
}

const isOpen = ({ status }: { readonly status?: string | null | undefined }): boolean => status === 'open';
