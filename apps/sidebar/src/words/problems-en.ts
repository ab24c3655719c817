import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';

/** A sentence for each refusal of ours. Beside a ticket they come with what is unfolded. */
export const problemsEn: Readonly<Record<ProblemCode, string>> = {
  bad_request: 'This request is not valid. Reload the apps.',
  too_large: 'Too long, or too many. Reload the apps.',
  not_signed_in: 'You are not signed in to Sidelight. Reload the apps.',
  session_expired: 'Your session has ended. Reload the apps.',
  consent_needed: 'Sidelight could not check what you may see.',
  token_refused: 'Sidelight could not check who you are. Reload the apps.',
  not_allowed: 'Your role may not see this.',
  not_found: 'Sidelight does not know this ticket.',
  not_a_candidate: 'Your role may not choose this.',
  not_checked: 'The CRM did not answer in time.',
  signature_refused: 'Sidelight could not check who you are. Reload the apps.',
  too_many_requests: 'Too many requests at once. It goes on in a moment; if not, try again.',
  store_away: 'Sidelight’s database does not answer. Nothing was saved.',
  internal: 'Something went wrong in Sidelight. Try again.',
};
