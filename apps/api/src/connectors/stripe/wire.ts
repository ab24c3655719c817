import { z } from 'zod';

/** The last second of the year 9999: beyond it a time is no ISO 8601 text of four-digit years, and soon no date at all. */
const LAST_SECOND = 253_402_300_799;

/** Unix seconds on the wire, ISO 8601 with us. */
const time = z
  .int()
  .min(0)
  .max(LAST_SECOND)
  .transform((seconds) => new Date(seconds * 1000).toISOString());

/** Up to twelve decimals of a cent. */
const decimal = z.string().regex(/^-?\d{1,20}(\.\d{1,20})?$/);
const currency = z.string().min(1).max(10);

const WirePrice = z.object({
  id: z.string(),
  lookup_key: z.string().nullish(),
  nickname: z.string().nullish(),
  currency,
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
  collection_method: z.string().nullish(),
  /** On the subscription before API version 2025-03-31, on its items since. */
  current_period_end: time.nullish(),
  cancel_at_period_end: z.boolean(),
  cancel_at: time.nullish(),
  ended_at: time.nullish(),
  trial_end: time.nullish(),
  /** Not the status `paused`: still active, but its invoices are not collected. */
  pause_collection: z.object({ behavior: z.string(), resumes_at: time.nullish() }).nullish(),
  /** Null: charged to whatever the customer has set, if anything. */
  default_payment_method: z.string().nullish(),
  default_source: z.string().nullish(),
  items: z.object({
    data: z.array(
      z.object({
        /** None for metered prices. */
        quantity: z.int().nullish(),
        created: time.nullish(),
        current_period_end: time.nullish(),
        price: WirePrice,
      }),
    ),
    /** At most twenty are in a subscription's own list. */
    has_more: z.boolean().nullish(),
  }),
});
export type WireSubscription = z.infer<typeof WireSubscription>;
export type WireItem = WireSubscription['items']['data'][number];

/** One attempt at a payment. Its `client_secret` is none of our business and goes no further than this schema. */
export const WireIntent = z.object({ id: z.string(), status: z.string() });
const intentOrId = z.union([z.string(), WireIntent]).nullish();

export const WireInvoice = z.object({
  id: z.string(),
  customer: z.string(),
  livemode: z.boolean(),
  status: z.string().nullable(),
  /** Why it is uncollectible. */
  status_details: z.object({ uncollectible: z.object({ reason: z.string().nullish() }).nullish() }).nullish(),
  attempted: z.boolean(),
  collection_method: z.string().nullish(),
  /** Only invoices that are sent have one; the others are charged. */
  due_date: time.nullish(),
  created: time,
  currency,
  total: z.int(),
  amount_remaining: z.int(),
  next_payment_attempt: time.nullish(),
  hosted_invoice_url: z.string().nullish(),
  /** Until 2025-03-31 both on the invoice itself. */
  subscription: z.string().nullish(),
  payment_intent: intentOrId,
  parent: z.object({ subscription_details: z.object({ subscription: z.string().nullish() }).nullish() }).nullish(),
  /** Only there when asked for. */
  payments: z
    .object({
      data: z.array(
        z.object({
          is_default: z.boolean().nullish(),
          status: z.string().nullish(),
          payment: z.object({ payment_intent: intentOrId }).nullish(),
        }),
      ),
    })
    .nullish(),
});
export type WireInvoice = z.infer<typeof WireInvoice>;

export const WireCustomer = z.object({
  id: z.string(),
  livemode: z.boolean(),
  name: z.string().nullish(),
  created: time,
  default_source: z.string().nullish(),
  invoice_settings: z.object({ default_payment_method: z.string().nullish() }).nullish(),
});
export type WireCustomer = z.infer<typeof WireCustomer>;

export const WireDeleted = z.object({ id: z.string(), deleted: z.literal(true) });

/** A deleted customer answers 200, with next to nothing in it. */
export const WireCustomerOrDeleted = z.union([WireDeleted, WireCustomer]);
export type WireCustomerOrDeleted = z.infer<typeof WireCustomerOrDeleted>;

export const WireProduct = z.object({ name: z.string(), metadata: z.record(z.string(), z.string()) });

/** What is to begin on a day that is still to come. */
export const WireSchedule = z.object({
  id: z.string(),
  customer: z.string(),
  livemode: z.boolean(),
  status: z.string(),
  phases: z.array(z.object({ start_date: time })),
});
export type WireSchedule = z.infer<typeof WireSchedule>;

export const WireList = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), has_more: z.boolean() });

/** The vendor's own 404. Any other one comes from something else: a wrong host or prefix, a proxy. */
export const WireNotFound = z.object({ error: z.object({ code: z.literal('resource_missing') }) });
