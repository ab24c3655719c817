import type {
  BillingCustomersRecord,
  InvoiceRecord,
  SubscriptionRecord,
  SubscriptionsRecord,
} from '@sidelight/shared/record/billing.ts';
import type { Gaps } from '../port.ts';
import { attemptOf } from './attempt.ts';
import { moneyOf } from './money.ts';
import { type PlanRules, type Products, planCodeOf, planLines, planNameOf } from './plan-line.ts';
import { byStanding, isLive } from './standing.ts';
import type { WireCustomer, WireInvoice, WireSubscription } from './wire.ts';
import { intervalOf, worthOf } from './worth.ts';

/** What is known beside the subscriptions themselves. */
export interface Sold {
  readonly products: Products;
  readonly rules: PlanRules;
  /** Subscriptions on trial of whose customer it is known whether there is anything to charge. */
  readonly chargeable: ReadonlyMap<string, boolean>;
  readonly startsAt: string | null;
  readonly gaps: Gaps;
}

export function normaliseSubscriptions(wires: readonly WireSubscription[], sold: Sold): SubscriptionsRecord {
  const all = wires.map((wire) => subscriptionOf(wire, sold)).sort(byStanding);
  const { isCutShort, leftOut } = sold.gaps;
  const [first = null] = all;
  // Of a list cut short the worst may be missing; of one with an odd record in it, the only live one.
  const isMainCertain = first !== null && !isCutShort && (leftOut === 0 || isLive(first));
  const main = isMainCertain ? first : null;
  const live = all.filter(isLive);
  return {
    main,
    others: isCutShort || leftOut > 0 ? null : live.filter((one) => one !== main).length,
    // Without its name the first name would be another's; of one cut short further plans may be missing.
    planNames: main === null || main.plans.length === 0 ? [] : (isLive(main) ? live : [main]).flatMap((s) => s.plans),
    startsAt: sold.startsAt,
    all,
  };
}

function subscriptionOf(wire: WireSubscription, { products, rules, chargeable }: Sold): SubscriptionRecord {
  const isCutShort = wire.items.has_more === true;
  const { lines, areDeclared } = planLines(wire.items.data, products, rules);
  // The plan may be behind the lines that were sent, unless one of these is known to be it.
  const plans = isCutShort && !areDeclared ? [] : lines;
  const [item] = plans;
  const planName = item ? planNameOf(item.price, products) : null;
  const periodEnd = item?.current_period_end ?? wire.current_period_end ?? null;
  const cancelAt = wire.cancel_at ?? null;
  const isEnding = isLive(wire) && (wire.cancel_at_period_end || cancelAt !== null);
  return {
    id: wire.id,
    status: wire.status,
    planCode: item ? planCodeOf(item.price, products) : null,
    planName,
    interval: item ? intervalOf(item.price) : null,
    // A second line of the plan may be among the missing ones.
    seats: isCutShort ? null : (item?.quantity ?? null),
    startedAt: wire.start_date,
    renewsAt: isLive(wire) && !isEnding && wire.status !== 'paused' ? periodEnd : null,
    endsAt: wire.ended_at ?? cancelAt ?? (wire.cancel_at_period_end ? periodEnd : null),
    // The end of a trial stays on the subscription for years after it.
    trialEndsAt: wire.status === 'trialing' ? (wire.trial_end ?? null) : null,
    isEnding,
    isCollectionPaused: Boolean(wire.pause_collection),
    pauseBehavior: wire.pause_collection?.behavior ?? null,
    resumesAt: wire.pause_collection?.resumes_at ?? null,
    hasPaymentMethod: chargeable.get(wire.id) ?? null,
    plans:
      planName === null || isCutShort
        ? []
        : plans.map(({ price }) => planNameOf(price, products)).filter((name) => name !== null),
    value: isCutShort ? null : worthOf(wire.items.data),
  };
}

/** `intentStatus`: the state of the payment intent behind it, where that is known. */
export const normaliseInvoice = (wire: WireInvoice, intentStatus?: string): InvoiceRecord => ({
  id: wire.id,
  subscriptionId: wire.subscription ?? wire.parent?.subscription_details?.subscription ?? null,
  status: wire.status,
  uncollectibleBecause: wire.status_details?.uncollectible?.reason ?? null,
  isSent: wire.collection_method === 'send_invoice',
  isAttempted: wire.attempted,
  attempt: attemptOf(wire, intentStatus),
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
