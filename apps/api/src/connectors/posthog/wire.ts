import { z } from 'zod';
import { MOST_PERSONS } from './query.ts';

const HAS_ZONE = /(Z|[+-]\d\d:?\d\d)$/;

/** With or without a zone, with `T` or a space: whatever the project's settings make of a time. Without one it is UTC. */
const time = z
  .string()
  .transform((text) => Date.parse(HAS_ZONE.test(text) ? text : `${text.replace(' ', 'T')}Z`))
  .refine((ms) => !Number.isNaN(ms));

/** Rows of cells, in the order of the columns we asked for. */
const rowsOf = <Row extends z.ZodType>(row: Row, most = 1) =>
  z.object({
    results: z.array(row).max(most),
    /** Set, with a 200, when the query itself failed. */
    error: z.string().nullish(),
  });

/** A property as text: '' and null are none. A list comes as JSON. */
const text = z.string().nullable();

export const WireUsage = rowsOf(z.tuple([z.int(), z.int(), time.nullable(), z.array(z.number()), text, text]));
export type WireUsage = z.infer<typeof WireUsage>;

export const WireErrors = rowsOf(z.tuple([z.int(), z.string().nullable(), time.nullable()]));
export type WireErrors = z.infer<typeof WireErrors>;

/** What a property holds is the product's own: anything, and none of it a reason to believe nothing. */
export const WirePersons = rowsOf(z.tuple([z.string().min(1), z.array(z.unknown())]), MOST_PERSONS + 1);
export type WirePersons = z.infer<typeof WirePersons>;
