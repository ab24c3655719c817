import type { CommonSentences } from './sentences.ts';

/** What the pages for leads say too: why something is not known, and values in words. */
export const basicEn = {
  reasons: {
    timeout: '% did not answer in time.',
    unreachable: '% could not be reached.',
    rate_limited: '% asked us to wait.',
    upstream_error: '% answered with an error.',
    bad_answer: '% gave an answer that makes no sense.',
    test_data: '% has only test data for this account. It is not shown.',
    wrong_values: '% gives wrong values: do not rely on them.',
    credential: '% no longer accepts our sign-in.',
    forbidden: '% does not let us read this.',
    circuit_open: '% keeps failing. We are retrying.',
    cancelled: 'We did not wait for %.',
    not_configured: '% is not connected yet.',
    identity_ambiguous: 'It is not clear which account to ask % about.',
    incomplete: 'Not all records of % could be read, so this is not certain.',
  },
  trouble: {
    broken: 'Connection lost. This may be old or incomplete.',
    retrying: 'Connection lost. Trying again…',
    garbled: 'Part of the answer could not be read.',
    no_host: 'The helpdesk did not say which ticket this is.',
  },
  ui: {
    since: 'since %',
    ratio: '% of %',
    unconfirmed: 'not confirmed',
    noIssues: 'Nothing known that touches this ticket',
    open: 'Open',
    newTab: 'in a new tab',
  },
} satisfies CommonSentences & { ui: Record<string, string> };
