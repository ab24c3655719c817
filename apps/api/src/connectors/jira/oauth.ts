import { z } from 'zod';
import { answerAs } from '../http/http-client.ts';
import { codeFields, type OAuthDefinition, type OAuthPlace, refreshFields, says } from '../oauth.ts';
import { jiraScopes, STAYS, withheldJiraScopes } from './scopes.ts';

/** Its container's scopes tell Jira's from those of other products of the same site. */
const WireSites = z.array(
  z.object({ id: z.string().regex(/^[\w-]+$/), name: z.string(), url: z.url(), scopes: z.array(z.string()) }),
);
const WireMe = z.object({ accountId: z.string().min(1), displayName: z.string(), emailAddress: z.string().nullish() });

const apiHost = ({ oauthUrl }: OAuthPlace) => oauthUrl ?? new URL('https://api.atlassian.com');
const authHost = ({ oauthUrl }: OAuthPlace) => oauthUrl ?? new URL('https://auth.atlassian.com');
const below = (id: string) => `/ex/jira/${id}`;

/**
 * Rotates. A dead refresh token is 403, as `invalid_grant` or, from older paths, `unauthorized_client`.
 * https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/
 */
export const jiraOauth: OAuthDefinition = {
  tokenHost: authHost,
  refreshRequest: (grant) => ({ method: 'POST', path: '/oauth/token', body: refreshFields(grant) }),
  isRefused: (status, json) => says(json, 'invalid_grant') || (status === 403 && says(json, 'unauthorized_client')),
  consent: {
    scopes: jiraScopes,
    alwaysGiven: [STAYS],
    page(place, scope) {
      const url = new URL('/authorize', authHost(place));
      // Asked each time: without it a page of before would answer for a site that is not meant now.
      const own = { audience: 'api.atlassian.com', prompt: 'consent', scope };
      for (const [name, value] of Object.entries(own)) url.searchParams.set(name, value);
      return url;
    },
    // Not documented there.
    usesPkce: false,
    codeRequest: (grant) => ({ method: 'POST', path: '/oauth/token', body: codeFields(grant) }),
    withheld: withheldJiraScopes,
    apiHost,
    async whose({ http }, signal) {
      const sites = answerAs(WireSites, await http.send({ path: '/oauth/token/accessible-resources' }, signal));
      const ofJira = sites.filter(({ scopes }) => scopes.some((scope) => scope.endsWith(':jira-work')));
      const [first] = ofJira;
      if (!first) return { person: { id: '', name: '', isAdmin: true }, accounts: [] };
      const me = answerAs(WireMe, await http.send({ path: `${below(first.id)}/rest/api/3/myself` }, signal));
      return {
        person: { id: me.accountId, name: me.emailAddress || me.displayName, isAdmin: true },
        accounts: ofJira.map(({ id, name, url }) => ({ id, name, path: below(id), consoleUrl: new URL(url) })),
      };
    },
    givingBack: {
      by: 'person',
      url: 'https://id.atlassian.com/manage-profile/apps',
      text: {
        en: 'Atlassian takes no token back. Whoever allowed it removes Sidelight from the connected apps of their account.',
        de: 'Atlassian nimmt kein Token zurück. Wer zugestimmt hat, entfernt Sidelight aus den verbundenen Apps des eigenen Kontos.',
      },
    },
  },
};
