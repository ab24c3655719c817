import type { Sold } from './normalise.ts';

/** Answers as Stripe sends them (trimmed recordings, names changed): more fields than we read. Times in seconds. */
const seconds = (iso: string) => Date.parse(iso) / 1000;

export const price = {
  id: 'price_1PgafmB7WZ01zgkW6dKueIc5',
  object: 'price',
  active: true,
  billing_scheme: 'per_unit',
  currency: 'eur',
  livemode: true,
  lookup_key: 'enterprise',
  metadata: {},
  nickname: null,
  product: 'prod_QXg1hqf4jFNsqG',
  recurring: { interval: 'year', interval_count: 1, meter: null, usage_type: 'licensed', trial_period_days: null },
  tiers_mode: null,
  transform_quantity: null,
  type: 'recurring',
  unit_amount: 16800,
  unit_amount_decimal: '16800',
};

export const item = {
  id: 'si_QXhVnC2h0Jczwc',
  object: 'subscription_item',
  created: seconds('2025-03-14T09:00:00Z'),
  current_period_start: seconds('2026-03-14T09:00:00Z'),
  current_period_end: seconds('2027-03-14T09:00:00Z'),
  metadata: {},
  price,
  quantity: 250,
  subscription: 'sub_1S0011Sidelight7b',
};

/** The shape since API version 2025-03-31: the period is the items'. */
export const subscription = {
  id: 'sub_1S0011Sidelight7b',
  object: 'subscription',
  billing_mode: { type: 'classic' },
  cancel_at: null as number | null,
  cancel_at_period_end: false,
  canceled_at: null,
  collection_method: 'charge_automatically',
  created: seconds('2025-03-14T09:00:00Z'),
  currency: 'eur',
  customer: 'cus_S0011Sample42x',
  ended_at: null as number | null,
  items: { object: 'list', data: [item], has_more: false, url: '/v1/subscription_items' },
  latest_invoice: 'in_1S0011Sidelight8fA',
  livemode: true,
  metadata: {},
  pause_collection: null as { behavior: string; resumes_at: number | null } | null,
  start_date: seconds('2025-03-14T09:00:00Z'),
  status: 'active',
  trial_end: null as number | null,
};

const { current_period_start, current_period_end, ...olderItem } = item;

/** The shape before it: the period is the subscription's. */
export const olderSubscription = {
  ...subscription,
  current_period_start,
  current_period_end,
  items: { ...subscription.items, data: [olderItem] },
};

export const invoice = {
  id: 'in_1S0011Sidelight8fA',
  object: 'invoice',
  amount_due: 420000,
  amount_paid: 420000,
  amount_remaining: 0,
  attempted: true,
  collection_method: 'charge_automatically',
  created: seconds('2026-11-01T09:00:00Z'),
  currency: 'eur',
  customer: 'cus_S0011Sample42x',
  customer_email: 'accounts@northwind.example',
  due_date: null as number | null,
  hosted_invoice_url: 'https://invoice.stripe.com/i/acct_1/live_YWNjdF8x',
  livemode: true,
  next_payment_attempt: null as number | null,
  number: '7FE1103-0012',
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1S0011Sidelight7b' } },
  status: 'paid',
  total: 420000,
};

export const customer = {
  id: 'cus_S0011Sample42x',
  object: 'customer',
  balance: 0,
  created: seconds('2025-03-14T08:59:00Z'),
  currency: 'eur',
  delinquent: false,
  email: 'accounts@northwind.example',
  livemode: true,
  metadata: {},
  name: 'Northwind Traders',
  phone: null,
};

export const product = {
  id: 'prod_QXg1hqf4jFNsqG',
  object: 'product',
  active: true,
  livemode: true,
  metadata: { plan_code: 'enterprise_2025' },
  name: 'Enterprise',
};

export const intent = {
  id: 'pi_1S0011Sidelight8fA',
  object: 'payment_intent',
  amount: 420000,
  currency: 'eur',
  customer: 'cus_S0011Sample42x',
  livemode: true,
  status: 'processing',
};

export const list = (url: string, ...data: object[]) => ({ object: 'list', data, has_more: false, url });

export const deletedCustomer = { id: 'cus_S0011Sample42x', object: 'customer', deleted: true };

export const noSuchCustomer = {
  error: {
    code: 'resource_missing',
    doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
    message: "No such customer: 'cus_nobody'",
    param: 'customer',
    type: 'invalid_request_error',
  },
};

export const missingPermission = {
  error: {
    message: "The provided key 'rk_live_*********x' does not have the required permissions for this endpoint.",
    type: 'invalid_request_error',
  },
};

/** Subscriptions of which nothing more is known, and nothing missing. */
export const soldWith = (over: Partial<Sold> = {}): Sold => ({
  products: new Map(),
  rules: { planProducts: [], addOnProducts: [] },
  chargeable: new Map(),
  startsAt: null,
  gaps: { isCutShort: false, leftOut: 0 },
  ...over,
});
