import type { Payer, Subscription } from '../company/payer.ts';
import type { Plan } from '../company/plans.ts';
import { seconds } from './stripe-customer.ts';
import type { Shape } from './stripe-version.ts';

export const productId = (code: string): string => `prod_S${code.replaceAll('_', '')}`;

/** A product. What it is advertised with was called `features` before 2025-03-31. */
export function productObject(plan: Plan, shape: Shape, madeAtMs: number) {
  return {
    id: productId(plan.code),
    object: 'product',
    active: true,
    created: seconds(madeAtMs),
    default_price: null,
    description: null,
    images: [],
    livemode: true,
    ...(shape === 'legacy' ? { features: [] } : { marketing_features: [] }),
    metadata: { plan_code: plan.code },
    name: plan.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: 'service',
    unit_label: 'seat',
    updated: seconds(madeAtMs),
    url: null,
  };
}

const priceId = (s: Subscription): string => `price_S${s.planCode.replaceAll('_', '')}${s.interval}${s.currency}`;

/** A price. Its product stays an id: a list cannot expand as deep as that. */
export function priceObject(payer: Payer, s: Subscription, madeAtMs: number) {
  return {
    id: priceId(s),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: seconds(madeAtMs),
    currency: s.currency,
    custom_unit_amount: null,
    livemode: payer.isLive,
    // Unique a price at the real one, so it cannot name the plan; the product's metadata does.
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: productId(s.planCode),
    recurring: {
      interval: s.interval,
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: s.unitAmount,
    unit_amount_decimal: String(s.unitAmount),
  };
}
