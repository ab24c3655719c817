import { z } from 'zod';

/** One value a property had. */
const WireVersion = z.object({
  value: z.string().nullable(),
  timestamp: z.string(),
  sourceType: z.string(),
  sourceId: z.string().nullish(),
  sourceLabel: z.string().nullish(),
  updatedByUserId: z.int().nullish(),
});
export type WireVersion = z.infer<typeof WireVersion>;

/** A record with what was asked of it. A name HubSpot does not know is left out. */
export const WireRecord = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), z.string().nullable()),
  propertiesWithHistory: z.record(z.string(), z.array(WireVersion)).nullish(),
  updatedAt: z.iso.datetime(),
  /** What we called it in the call that wrote it. */
  objectWriteTraceId: z.string().nullish(),
});
export type WireRecord = z.infer<typeof WireRecord>;

const Names = z.array(z.string()).optional();

/** Which input is meant, and which of its properties. */
const WireContext = z.object({ id: Names, ids: Names, objectWriteTraceId: Names, propertyName: Names }).optional();

const WireFault = z.object({ code: z.string().optional(), context: WireContext });
export type WireFault = z.infer<typeof WireFault>;

/** A batch or a part of it that was not accepted. Often only the first of several faults is told. */
export const WireRefusal = z.object({
  category: z.string().optional(),
  context: WireContext,
  errors: z.array(WireFault).optional(),
});
export type WireRefusal = z.infer<typeof WireRefusal>;

/** A batch that was taken; a 207 says in `errors` which parts were not. `startedAt` is by HubSpot's clock. */
export const WireBatch = z.object({
  results: z.array(WireRecord),
  errors: z.array(WireRefusal).optional(),
  startedAt: z.iso.datetime(),
});
export type WireBatch = z.infer<typeof WireBatch>;

export const WireFound = z.object({ total: z.int(), results: z.array(WireRecord) });

export const WirePage = z.object({
  results: z.array(WireRecord),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export const WireDefinitions = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      fieldType: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      calculated: z.boolean().optional(),
      hasUniqueValue: z.boolean().optional(),
      archived: z.boolean().optional(),
      modificationMetadata: z.object({ readOnlyValue: z.boolean().optional() }).optional(),
    }),
  ),
});

export const WireAssociations = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.coerce.string(),
          associationTypes: z.array(z.object({ typeId: z.int(), label: z.string().nullish() })),
        }),
      ),
    }),
  ),
});

/** Notes are joined to what they are about; what the answer says of it nobody reads. */
export const WireJoined = z.object({ status: z.string() });
