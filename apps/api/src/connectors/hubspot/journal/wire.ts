import { z } from 'zod';

export const WireToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Why no token was given; `status` where others say `error`. */
export const WireTokenRefusal = z.object({ status: z.string().optional(), error: z.string().optional() });

const names = z.array(z.string()).nullish();

export const WireSubscription = z.object({
  subscriptionType: z.string(),
  portalId: z.coerce.string().nullish(),
  objectTypeId: z.string().nullish(),
  actions: z.array(z.string()),
  objectIds: z.array(z.coerce.string()).nullish(),
  properties: names,
  associatedObjectTypeIds: names,
  deletedAt: z.string().nullish(),
});
export type WireSubscription = z.infer<typeof WireSubscription>;
export const WireSubscriptions = z.object({ results: z.array(WireSubscription) });

export const WireParts = z.object({
  results: z.array(z.object({ url: z.url(), currentOffset: z.string().min(1) })),
});

export const WireFile = z.object({
  journalEvents: z.array(z.unknown()),
  publishedAt: z.iso.datetime({ offset: true }).nullish().catch(undefined),
});

const id = z.coerce.string().regex(/^\d{1,20}$/);
/** What is read of an event. Those of another kind than is asked for lack most of it. */
export const WireEvent = z.object({
  action: z.string(),
  portalId: z.coerce.string().nullish(),
  objectTypeId: z.string().nullish(),
  objectId: id.nullish(),
  mergedObjectIds: z.array(id).nullish(),
  fromObjectTypeId: z.string().nullish(),
  fromObjectId: id.nullish(),
  toObjectTypeId: z.string().nullish(),
  toObjectId: id.nullish(),
});
export type WireEvent = z.infer<typeof WireEvent>;
