import { z } from 'zod';

/** Why a system could not be asked or believed. Closed: each has a sentence for agents in `apps/sidebar/src/words`. */
export const Reason = z.enum([
  'timeout',
  'unreachable',
  'rate_limited',
  'upstream_error',
  'bad_answer',
  /** Records of a test environment on a live connection, or the other way round: never shown. */
  'test_data',
  // It answers, in time and in good form, and a customer whose truth is known shows that what it says is wrong.
  'wrong_values',
  'credential',
  'forbidden',
  'circuit_open',
  'cancelled',
  'not_configured',
  'identity_ambiguous',
  /** The system answered, and what is missing from its answer could change this value. */
  'incomplete',
]);
export type Reason = z.infer<typeof Reason>;
