import { SyncType } from '@sidelight/shared/map/sync.ts';
import { z } from 'zod';

const Refused = z
  .strictObject({
    why: z.enum(['validation', 'duplicate', 'permission', 'gone']),
    property: z.string().optional(),
    other: z.string().optional(),
  })
  .transform(({ why, property, other }) => ({
    why,
    ...(property === undefined ? {} : { property }),
    ...(other === undefined ? {} : { other }),
  }));

/** A job under way and what is needed to read its end: kept as text until then. */
const Pending = z.strictObject({
  job: z.string().regex(/^\w+$/),
  /** `keys`: what was made, by our keys; `ids`: what was changed. */
  by: z.enum(['ids', 'keys']),
  /** What was asked for each, why a part of it was refused already, and whether nobody can say that of another part. */
  items: z.array(
    z.strictObject({
      ...{ id: z.string(), sent: z.array(z.string()) },
      ...{ refused: Refused.optional(), isUnknown: z.literal(true).optional() },
    }),
  ),
  properties: z.array(z.strictObject({ name: z.string(), type: SyncType })),
});
export type Pending = z.infer<typeof Pending>;

export const writePending = (pending: Pending): string => JSON.stringify(pending);

export function readPending(text: string): Pending | undefined {
  try {
    return Pending.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
