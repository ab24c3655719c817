import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { z } from 'zod';
import { UpstreamError } from './upstream-error.ts';

export interface Readable<T> {
  readonly records: T[];
  readonly leftOut: number;
}

/** The records of a list, one by one: what is odd is left out and counted. */
export const readable = <T>(schema: z.ZodType<T>, values: readonly unknown[]): Readable<T> => sorted(schema, values);

/**
 * The same for the list an answer is about. Rejects with `bad_answer` when there are records and none of them
 * can be understood: then the shape is another one, and the answer says nothing.
 */
export function readEach<T>(schema: z.ZodType<T>, values: readonly unknown[]): Readable<T> {
  const { why, ...found } = sorted(schema, values);
  if (values.length > 0 && found.records.length === 0) throw new UpstreamError('bad_answer', undefined, { cause: why });
  return found;
}

function sorted<T>(schema: z.ZodType<T>, values: readonly unknown[]) {
  const records: T[] = [];
  let why = '';
  for (const value of values) {
    const checked = schema.safeParse(value);
    if (checked.success) records.push(checked.data);
    else why ||= wrongFields(checked.error).join(', ');
  }
  return { records, leftOut: values.length - records.length, why };
}
