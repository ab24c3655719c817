import type { Invoice, Payer } from '../company/payer.ts';
import { seconds, secondsOrNull } from './stripe-customer.ts';
import { type Expand, nothingExpanded } from './stripe-expand.ts';
import { intentId, intentObject, paymentsOf } from './stripe-payment.ts';
import type { Shape } from './stripe-version.ts';

/** An invoice. Before 2025-03-31 it named its subscription itself and said `paid`; since then its parent does. */
export function invoiceObject(payer: Payer, i: Invoice, shape: Shape, expand: Expand = nothingExpanded) {
  const created = seconds(i.createdAtMs);
  const isFinal = i.status !== 'draft';
  const paidAt = i.status === 'paid' ? created : null;
  const common = {
    id: i.id,
    object: 'invoice',
    account_country: 'DE',
    account_name: 'Acme',
    account_tax_ids: null,
    amount_due: i.total,
    amount_paid: i.total - i.remaining,
    amount_remaining: i.status === 'void' ? 0 : i.remaining,
    amount_shipping: 0,
    application: null,
    attempt_count: i.isAttempted ? 1 : 0,
    attempted: i.isAttempted,
    auto_advance: i.status === 'open',
    billing_reason: i.subscriptionId === null ? 'manual' : 'subscription_cycle',
    collection_method: i.dueAtMs === null ? 'charge_automatically' : 'send_invoice',
    created,
    currency: i.currency,
    custom_fields: null,
    customer: payer.id,
    customer_email: payer.email,
    customer_name: payer.name,
    default_payment_method: null,
    default_source: null,
    description: null,
    due_date: secondsOrNull(i.dueAtMs),
    effective_at: isFinal ? created : null,
    ending_balance: isFinal ? 0 : null,
    footer: null,
    hosted_invoice_url: isFinal ? `https://invoice.stripe.example/i/${i.id}` : null,
    invoice_pdf: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${i.id}/lines` },
    livemode: payer.isLive,
    metadata: {},
    next_payment_attempt: secondsOrNull(i.nextAttemptMs),
    number: isFinal ? `${payer.id.slice(-8).toUpperCase()}-${i.id.slice(5, 9)}` : null,
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: i.status,
    status_transitions: {
      finalized_at: isFinal ? created : null,
      marked_uncollectible_at: i.status === 'uncollectible' ? created : null,
      paid_at: paidAt,
      voided_at: i.status === 'void' ? created : null,
    },
    subtotal: i.total,
    subtotal_excluding_tax: i.total,
    test_clock: null,
    total: i.total,
    total_excluding_tax: i.total,
    webhooks_delivered_at: created,
  };
  if (shape === 'legacy') {
    const intent = expand.has('data.payment_intent') ? intentObject(payer, i) : intentId(i);
    return {
      ...{ ...common, paid: i.status === 'paid', paid_out_of_band: false, subscription: i.subscriptionId },
      payment_intent: isFinal ? intent : null,
    };
  }
  const parent =
    i.subscriptionId === null
      ? null
      : {
          type: 'subscription_details',
          quote_details: null,
          subscription_details: { metadata: {}, subscription: i.subscriptionId },
        };
  const payments = expand.has('data.payments') ? { payments: paymentsOf(payer, i) } : {};
  return { ...common, amount_overpaid: 0, discounts: [], parent, ...payments };
}
