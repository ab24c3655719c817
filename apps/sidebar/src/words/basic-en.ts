import type { BasicSentences } from './sentences.ts';

/** What the pages for leads say too: why something is not known, and values in words. */
export const basicEn = {
  reasons: {
    timeout: '% did not answer in time.',
    unreachable: '% could not be reached.',
    rate_limited: '% asked us to wait.',
    upstream_error: '% answered with an error.',
    bad_answer: '% gave an answer that makes no sense.',
    wrong_values: '% gives wrong values: do not rely on them.',
    credential: '% no longer accepts our sign-in.',
    forbidden: '% does not let us read this.',
    circuit_open: '% keeps failing and is left alone for now.',
    cancelled: '% was not waited for.',
    not_configured: '% is not connected yet.',
    identity_ambiguous: 'It is not clear which account to ask % about.',
    incomplete: 'Not all records of % could be read, so this is not certain.',
  },
  problems: {
    bad_request: 'Sidelight did not understand its question. Reload the apps.',
    too_large: 'Too long, or too many. Reload the apps.',
    not_signed_in: 'You are not signed in to Sidelight. Reload the apps.',
    session_expired: 'Your session has ended. Reload the apps.',
    token_refused: 'Sidelight could not check who you are. Reload the apps.',
    not_allowed: 'Your role may not see this.',
    not_found: 'Sidelight knows no such ticket.',
    not_a_candidate: 'Your role may not choose this.',
    not_checked: 'The CRM did not answer in time.',
    signature_refused: 'Sidelight could not check who you are. Reload the apps.',
    too_many_requests: 'Too many questions at once. Wait a moment, then try again.',
    internal: 'Something went wrong in Sidelight itself. Try again.',
  },
  trouble: {
    broken: 'The connection broke off. What is shown may be old or incomplete.',
    retrying: 'The connection broke off. Trying once more…',
    garbled: 'Part of the answer could not be read.',
    no_host: 'The helpdesk did not say which ticket this is.',
  },
  ui: {
    since: 'since %',
    ratio: '% of %',
    unconfirmed: 'new value, meaning not confirmed',
    noIssues: 'Nothing known that touches this ticket',
    open: 'Open',
    newTab: 'in a new tab',
  },
} satisfies BasicSentences & { ui: Record<string, string> };
