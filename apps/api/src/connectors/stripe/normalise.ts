import type {
  BillingCustomersRecord,
  InvoiceRecord,
  SubscriptionRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import { moneyOf } from './money.ts';
import type { Product } from './product-catalogue.ts';
import { byStanding, isLive } from './standing.ts';
import type { WireCustomer, WireInvoice, WireSubscription } from './wire.ts';
import { intervalOf, worthOf } from './worth.ts';

/** By product id; null for one the vendor no longer has. */
export type Products = ReadonlyMap<string, Product | null>;

export function normaliseSubscriptions(wires: readonly WireSubscription[], products: Products): SubscriptionsRecord {
  const all = wires.map((wire) => subscriptionOf(wire, products)).sort(byStanding);
  const [main = null, ...rest] = all;
  return { main, others: rest.filter(isLive).length, all };
}

function subscriptionOf(wire: WireSubscription, products: Products): SubscriptionRecord {
  // Several items: the first is the plan, the others come with it.
  const item = wire.items.data[0];
  const product = item && products.get(item.price.product);
  const periodEnd = item?.current_period_end ?? wire.current_period_end ?? null;
  const cancelAt = wire.cancel_at ?? null;
  const isEnding = isLive(wire) && (wire.cancel_at_period_end || cancelAt !== null);
  return {
    id: wire.id,
    status: wire.status,
    planCode: item ? item.price.lookup_key || product?.planCode || item.price.id : null,
    planName: product?.name || item?.price.nickname || null,
    interval: item ? intervalOf(item.price) : null,
    seats: item?.quantity ?? null,
    startedAt: wire.start_date,
    renewsAt: isLive(wire) && !isEnding && wire.status !== 'paused' ? periodEnd : null,
    endsAt: wire.ended_at ?? cancelAt ?? (wire.cancel_at_period_end ? periodEnd : null),
    // The end of a trial stays on the subscription for years after it.
    trialEndsAt: wire.status === 'trialing' ? (wire.trial_end ?? null) : null,
    isEnding,
    isCollectionPaused: Boolean(wire.pause_collection),
    value: worthOf(wire.items.data),
  };
}

export const normaliseInvoice = (wire: WireInvoice): InvoiceRecord => ({
  id: wire.id,
  status: wire.status,
  isAttempted: wire.attempted,
  dueAt: wire.due_date ?? null,
  createdAt: wire.created,
  total: moneyOf({ units: BigInt(wire.total), scale: 0 }, wire.currency),
  remaining: moneyOf({ units: BigInt(wire.amount_remaining), scale: 0 }, wire.currency),
  nextAttemptAt: wire.next_payment_attempt ?? null,
  url: webUrl(wire.hosted_invoice_url),
});

export const normaliseCustomers = (wires: readonly WireCustomer[]): BillingCustomersRecord => ({
  customers: wires.map(({ id, name, created }) => ({ id, name: name || null, createdAt: created })),
});

/** It becomes a link: anything but the web is dropped. */
const webUrl = (text: string | null | undefined) => (text && /^https?:\/\//i.test(text) ? text : null);
