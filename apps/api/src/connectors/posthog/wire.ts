import { z } from 'zod';

const HAS_ZONE = /(Z|[+-]\d\d:?\d\d)$/;

/** With or without a zone, with `T` or a space: whatever the project's settings make of a time. Without one it is UTC. */
const time = z
  .string()
  .transform((text) => Date.parse(HAS_ZONE.test(text) ? text : `${text.replace(' ', 'T')}Z`))
  .refine((ms) => !Number.isNaN(ms));

/** Rows of cells, in the order of the columns we asked for. */
const rowsOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    results: z.array(row).max(1),
    /** Set, with a 200, when the query itself failed. */
    error: z.string().nullish(),
  });

/** A property as text: '' and null are none. A list comes as JSON. */
const text = z.string().nullable();

export const WireUsage = rowsOf(z.tuple([z.int(), z.int(), time.nullable(), z.array(z.number()), text, text]));
export type WireUsage = z.infer<typeof WireUsage>;

export const WireErrors = rowsOf(z.tuple([z.int(), z.string().nullable(), time.nullable()]));
export type WireErrors = z.infer<typeof WireErrors>;
