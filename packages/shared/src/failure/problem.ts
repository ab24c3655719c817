import { z } from 'zod';

/** Our own refusals. Upstream trouble is never one of these: it is a field state. */
export const ProblemCode = z.enum([
  'bad_request',
  /** Of a body, or of what is kept already: `fields` names it. */
  'too_large',
  'not_signed_in',
  'session_expired',
  /** The helpdesk may not be asked as them, or not any more: `href` is where they allow it. */
  'consent_needed',
  'token_refused',
  'not_allowed',
  'not_found',
  'not_a_candidate',
  'not_checked',
  'signature_refused',
  'too_many_requests',
  /** Our own database does not answer: nothing was saved, and it may work in a minute. */
  'store_away',
  'internal',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** The body of every error answer, `application/problem+json` (RFC 9457). Never holds an internal message. */
export const Problem = z.strictObject({
  type: z.string(),
  status: z.int(),
  title: z.string(),
  code: ProblemCode,
  /** What to do, in a sentence. */
  detail: z.string().optional(),
  requestId: z.string(),
  /** Where it is put right, in a window of its own. */
  href: z.string().optional(),
  /** Paths of the request that were wrong, without their values. */
  fields: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;
