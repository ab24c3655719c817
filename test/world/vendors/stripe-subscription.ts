import type { Payer, Subscription } from '../company/payer.ts';
import { seconds, secondsOrNull } from './stripe-customer.ts';
import type { Expand } from './stripe-expand.ts';
import { invoiceObject } from './stripe-invoice.ts';
import { priceObject } from './stripe-product.ts';
import type { Shape } from './stripe-version.ts';

/** A subscription. Before 2025-03-31 it held its period itself; since then each of its items does. */
export function subscriptionObject(payer: Payer, s: Subscription, shape: Shape, expand: Expand, madeAtMs: number) {
  const period = { current_period_start: seconds(s.periodStartMs), current_period_end: seconds(s.periodEndMs) };
  const latest = payer.invoices.find((i) => i.subscriptionId === s.id);
  const common = {
    id: s.id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    billing_cycle_anchor: period.current_period_start,
    billing_thresholds: null,
    cancel_at: s.isEndingWithPeriod ? period.current_period_end : null,
    cancel_at_period_end: s.isEndingWithPeriod,
    canceled_at: secondsOrNull(s.endedAtMs),
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: s.collection,
    created: seconds(s.startedAtMs),
    currency: s.currency,
    customer: payer.id,
    days_until_due: s.collection === 'send_invoice' ? 30 : null,
    default_payment_method: s.collection === 'charge_automatically' ? s.id.replace(/^sub_/, 'pm_') : null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    ended_at: secondsOrNull(s.endedAtMs),
    items: {
      object: 'list',
      data: [
        {
          id: s.id.replace(/^sub_/, 'si_'),
          object: 'subscription_item',
          billing_thresholds: null,
          created: seconds(s.startedAtMs),
          metadata: {},
          price: priceObject(payer, s, madeAtMs),
          quantity: s.seats,
          subscription: s.id,
          tax_rates: [],
          ...(shape === 'current' ? { ...period, discounts: [] } : {}),
        },
      ],
      has_more: false,
      url: `/v1/subscription_items?subscription=${s.id}`,
    },
    latest_invoice: latest
      ? expand.has('data.latest_invoice')
        ? invoiceObject(payer, latest, shape)
        : latest.id
      : null,
    livemode: payer.isLive,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: s.isCollectionPaused ? { behavior: 'keep_as_draft', resumes_at: null } : null,
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: seconds(s.startedAtMs),
    status: s.status,
    test_clock: null,
    transfer_data: null,
    trial_end: secondsOrNull(s.trialEndMs),
    trial_settings: { end_behavior: { missing_payment_method: 'create_invoice' } },
    trial_start: s.trialEndMs === null ? null : seconds(s.startedAtMs),
  };
  return shape === 'legacy' ? { ...common, ...period } : { ...common, discounts: [] };
}
