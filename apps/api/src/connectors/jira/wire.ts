import { z } from 'zod';

/** `2026-11-02T10:00:00.000+0000`: no colon in the offset. Kept as ISO 8601 in UTC. */
const time = z.string().transform((text, context) => {
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/**
 * An issue as far as it is read. Its description leaves `fields` open, and every one of them can be null;
 * without a title or a status there is nothing to show, so those two must be there.
 */
export const WireIssue = z.object({
  key: z.string().min(1),
  /** Custom fields come under the names the map gives them, in any shape: `textOf` reads them. */
  fields: z.looseObject({
    summary: z.string(),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string().nullish() }).nullish() }),
    priority: z.object({ name: z.string().nullish() }).nullish(),
    created: time.nullish(),
    labels: z.array(z.string()).nullish(),
    components: z.array(z.object({ name: z.string() })).nullish(),
  }),
});
export type WireIssue = z.infer<typeof WireIssue>;

/** Issues are read one by one, so that an odd one takes nobody else with it. */
export const WirePage = z.object({
  issues: z.array(z.unknown()),
  isLast: z.boolean().nullish(),
  nextPageToken: z.string().nullish(),
  /** Said to be experimental: that a clause or the whole result was cut short. What they say is not read. */
  warnings: z.array(z.unknown()).nullish(),
});
export type WirePage = z.infer<typeof WirePage>;

/** `/rest/api/3/myself`: who the credentials belong to. Names and addresses in it are not read. */
export const WireMyself = z.object({ accountId: z.string().min(1) });

/** One issue, as far as it says whether it is over. */
export const WireIssueState = z.object({
  fields: z.object({
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string().nullish() }).nullish() }),
    /** Null while it is open, and where the project has no such field. */
    resolution: z.object({ name: z.string() }).nullish(),
  }),
});

/** The vendor's own 404: not there, or not for this account to see. */
export const WireNoIssue = z.object({ errorMessages: z.array(z.string()).min(1), errors: z.looseObject({}) });
