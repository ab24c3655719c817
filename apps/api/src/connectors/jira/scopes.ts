import type { AskedScope } from '../asked-scope.ts';
import { scopesIn } from '../oauth.ts';

/** Without it there is no refresh token, and so no answer names it: whether it was given shows in that. */
export const STAYS = 'offline_access';

/** https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/ */
export const jiraScopes: readonly AskedScope[] = [
  {
    scope: 'read:jira-work',
    purpose: {
      en: 'reads issues that are marked as known issues, as far as whoever allows it may see them',
      de: 'liest Vorgänge, die als bekannte Probleme markiert sind, soweit sie sehen darf, wer zustimmt',
    },
  },
  {
    scope: 'read:jira-user',
    purpose: {
      en: 'asks whose sign-in it is, to know that it still works',
      de: 'fragt, wessen Anmeldung es ist, um zu wissen, dass sie noch gilt',
    },
  },
  {
    scope: STAYS,
    purpose: {
      en: 'stays signed in: without it, it ends after an hour',
      de: 'bleibt angemeldet: ohne das endet es nach einer Stunde',
    },
  },
];

export function withheldJiraScopes(granted: string | null | undefined, asked: readonly string[]): readonly string[] {
  const given = scopesIn(granted);
  return given.length === 0 ? [] : asked.filter((scope) => scope !== STAYS && !given.includes(scope));
}
