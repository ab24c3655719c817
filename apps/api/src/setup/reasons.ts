import type { Reason } from '@sidelight/shared/failure/reason.ts';

interface Words {
  readonly why: string;
  readonly mend: string;
}

/** What was typed as a record to test with, and the vendor has no such ids. */
export const notAnId = (vendor: string, by: string): Words => ({
  why: `Nothing was read: this is no ${by} that ${vendor} gives.`,
  mend: `Copy it from the record’s page in ${vendor}, or leave it empty to test the key alone.`,
});

/** Why a look at a system failed, and what the admin can do about it. `scopes` are what the key must be able to do. */
export function inWords(reason: Reason, vendor: string, scopes: readonly string[]): Words {
  const rights = scopes.length > 0 ? ` It needs: ${scopes.join(', ')}.` : '';
  switch (reason) {
    case 'credential':
      return { why: `${vendor} does not accept this key.`, mend: 'Copy it again in full, or make a new one.' };
    case 'forbidden':
      return { why: `${vendor} knows the key, but it may not read this.`, mend: `Add the missing right.${rights}` };
    case 'unreachable':
      return {
        why: `${vendor} cannot be reached at this address.`,
        mend: 'Check the address, and that this server may call it.',
      };
    case 'timeout':
      return {
        why: `${vendor} did not answer in time.`,
        mend: 'Try again in a minute; if it stays like this, check the address.',
      };
    case 'rate_limited':
      return { why: `${vendor} limits how often we may ask.`, mend: 'Wait a minute, then test again.' };
    case 'upstream_error':
      return { why: `${vendor} answered with an error of its own.`, mend: 'Look at its status page, then test again.' };
    case 'bad_answer':
      return {
        why: `${vendor} answered something else than expected: a login page, another environment, or a changed format.`,
        mend: 'Check that the address and the key belong to the live account.',
      };
    case 'not_configured':
      return {
        why: `${vendor} has nothing at the place that the map names.`,
        mend: 'Check site, project and portal in the map (connectors.options).',
      };
    default:
      return { why: `The test of ${vendor} was not finished.`, mend: 'Test again.' };
  }
}
