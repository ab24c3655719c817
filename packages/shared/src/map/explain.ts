import { z } from 'zod';
import { Text } from './text.ts';

/** Why a field holds what it holds, in a sentence; `{{value}}` is the value itself, `{{<part>}}` one of the parts. */
export const Explain = z.strictObject({
  /** What the sentences name besides: JSONata over the same record. `span`: how long ago a time is. */
  parts: z
    .record(
      z.string().regex(/^[a-z][a-z_]*$/, 'write it in small letters and _, beginning with a letter'),
      z.strictObject({ value: z.string().min(1), type: z.enum(['text', 'number', 'money', 'date', 'span']) }),
    )
    .default({}),
  /** For every value that has no sentence of its own. */
  text: Text.optional(),
  /** By code. */
  byCode: z.record(z.string(), Text).default({}),
});
export type Explain = z.infer<typeof Explain>;

/** One name in such a sentence; the name is the first group. */
export const EXPLAIN_NAME = /\{\{\s*([a-z_]+)\s*\}\}/g;
