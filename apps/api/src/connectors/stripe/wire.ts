import { z } from 'zod';

/** Unix seconds on the wire, ISO 8601 with us. */
const time = z.int().transform((seconds) => new Date(seconds * 1000).toISOString());

/** Up to twelve decimals of a cent. */
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const WirePrice = z.object({
  id: z.string(),
  lookup_key: z.string().nullish(),
  nickname: z.string().nullish(),
  currency: z.string(),
  /** Both null when the price is in tiers. */
  unit_amount: z.int().nullish(),
  unit_amount_decimal: decimal.nullish(),
  transform_quantity: z.object({ divide_by: z.int().min(1), round: z.enum(['up', 'down']) }).nullish(),
  recurring: z.object({ interval: z.string(), interval_count: z.int(), usage_type: z.string() }).nullish(),
  product: z.string(),
});
export type WirePrice = z.infer<typeof WirePrice>;

export const WireSubscription = z.object({
  id: z.string(),
  customer: z.string(),
  livemode: z.boolean(),
  // Open: the vendor adds words, and an unknown one is data.
  status: z.string(),
  start_date: time,
  /** On the subscription before API version 2025-03-31, on its items since. */
  current_period_end: time.nullish(),
  cancel_at_period_end: z.boolean(),
  cancel_at: time.nullish(),
  ended_at: time.nullish(),
  trial_end: time.nullish(),
  /** Not the status `paused`: still active, but its invoices are not collected. */
  pause_collection: z.object({ behavior: z.string() }).nullish(),
  items: z.object({
    data: z.array(
      z.object({
        /** None for metered prices. */
        quantity: z.int().nullish(),
        current_period_end: time.nullish(),
        price: WirePrice,
      }),
    ),
  }),
});
export type WireSubscription = z.infer<typeof WireSubscription>;
export type WireItem = WireSubscription['items']['data'][number];

export const WireInvoice = z.object({
  id: z.string(),
  customer: z.string(),
  livemode: z.boolean(),
  status: z.string().nullable(),
  attempted: z.boolean(),
  /** Only invoices that are sent have one; the others are charged. */
  due_date: time.nullish(),
  created: time,
  currency: z.string(),
  total: z.int(),
  amount_remaining: z.int(),
  next_payment_attempt: time.nullish(),
  hosted_invoice_url: z.string().nullish(),
});
export type WireInvoice = z.infer<typeof WireInvoice>;

export const WireCustomer = z.object({
  id: z.string(),
  livemode: z.boolean(),
  name: z.string().nullish(),
  created: time,
});
export type WireCustomer = z.infer<typeof WireCustomer>;

const WireDeleted = z.object({ id: z.string(), deleted: z.literal(true) });

/** A deleted customer answers 200, with next to nothing in it. */
export const WireCustomerOrDeleted = z.union([WireDeleted, WireCustomer]);
export type WireCustomerOrDeleted = z.infer<typeof WireCustomerOrDeleted>;

export const WireProduct = z.object({ name: z.string(), metadata: z.record(z.string(), z.string()) });

export const WireList = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), has_more: z.boolean() });

/** The vendor's own 404. Any other one comes from something else: a wrong host or prefix, a proxy. */
export const WireNotFound = z.object({ error: z.object({ code: z.literal('resource_missing') }) });
