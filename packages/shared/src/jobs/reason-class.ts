import { z } from 'zod';

/** Why a job was given up. Closed: what is kept of a failure is one of these words, and nothing that anybody answered. */
export const ReasonClass = z.enum([
  /** The other side read it and will not have it. */
  'refused',
  'not_allowed',
  'no_such_record',
  /** It was tried for as long as it is worth. */
  'no_answer',
  'not_connected',
  /** What was stored does not fit its schema. */
  'unreadable',
  /** Each time it was begun its process ended before it did. */
  'process_died',
  'bug',
]);
export type ReasonClass = z.infer<typeof ReasonClass>;
