import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { z } from 'zod';
import { UpstreamError } from './upstream-error.ts';

/**
 * The records of a list, one by one: what is odd is left out and counted. Rejects with `bad_answer` when there
 * are records and none of them can be understood: then the shape is another one, and the list says nothing.
 */
export function readEach<T>(
  schema: z.ZodType<T>,
  values: readonly unknown[],
): { readonly records: T[]; readonly leftOut: number } {
  const records: T[] = [];
  let why = '';
  for (const value of values) {
    const checked = schema.safeParse(value);
    if (checked.success) records.push(checked.data);
    else why ||= wrongFields(checked.error).join(', ');
  }
  if (values.length > 0 && records.length === 0) throw new UpstreamError('bad_answer', undefined, { cause: why });
  return { records, leftOut: values.length - records.length };
}
