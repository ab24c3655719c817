import { z } from 'zod';

/** Why an alert has not arrived. Never an address, nothing of an answer; each has words on the status page. */
export const AlertFailure = z.enum([
  'not_configured',
  'refused',
  'unreachable',
  'no_answer',
  'answers_with_errors',
  'too_many_messages',
  'channel_gone',
  'message_refused',
  /** What was to be told cannot be read any more. */
  'damaged',
  'given_up',
]);
export type AlertFailure = z.infer<typeof AlertFailure>;
