import type { Invoice, Payer } from '../company/payer.ts';
import { seconds } from './stripe-customer.ts';

export const intentId = (invoice: Invoice): string => invoice.id.replace(/^in_/, 'pi_');
export const invoiceIdOf = (intent: string): string => intent.replace(/^pi_/, 'in_');

/** A first try and one after a failure both wait for a payment method. */
function statusOf({ status }: Invoice): string {
  if (status === 'paid') return 'succeeded';
  return status === 'void' ? 'canceled' : 'requires_payment_method';
}

/** The payment intent an invoice is collected by. Which invoice that is it has not said since 2025-03-31. */
export function intentObject(payer: Payer, i: Invoice) {
  const created = seconds(i.createdAtMs);
  return {
    id: intentId(i),
    object: 'payment_intent',
    amount: i.total,
    amount_capturable: 0,
    amount_received: i.total - i.remaining,
    application: null,
    application_fee_amount: null,
    canceled_at: i.status === 'void' ? created : null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${intentId(i)}_secret_simulated`,
    confirmation_method: 'automatic',
    created,
    currency: i.currency,
    customer: payer.id,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: payer.isLive,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_options: {},
    payment_method_types: ['card', 'sepa_debit'],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: statusOf(i),
    transfer_data: null,
    transfer_group: null,
  };
}

/** The list an invoice has since 2025-03-31. */
export function paymentsOf(payer: Payer, i: Invoice) {
  const isPaid = i.status === 'paid';
  const created = seconds(i.createdAtMs);
  const payment = {
    id: i.id.replace(/^in_/, 'inpay_'),
    object: 'invoice_payment',
    amount_paid: isPaid ? i.total : null,
    amount_requested: i.total,
    created,
    currency: i.currency,
    invoice: i.id,
    is_default: true,
    livemode: payer.isLive,
    payment: { type: 'payment_intent', payment_intent: intentId(i) },
    status: isPaid ? 'paid' : i.status === 'void' ? 'canceled' : 'open',
    status_transitions: { canceled_at: i.status === 'void' ? created : null, paid_at: isPaid ? created : null },
  };
  return {
    object: 'list',
    data: i.status === 'draft' ? [] : [payment],
    has_more: false,
    url: `/v1/invoice_payments?invoice=${i.id}`,
  };
}
