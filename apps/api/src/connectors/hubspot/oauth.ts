import { z } from 'zod';
import { answerAs } from '../http/http-client.ts';
import {
  codeFields,
  formPost,
  type OAuthDefinition,
  type OAuthPlace,
  refreshFields,
  says,
  scopesIn,
} from '../oauth.ts';
import { hubspotScopes, isRequired, withheldHubspotScopes } from './scopes.ts';

/** v1 ends in February 2027. https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens */
const TOKEN = '/oauth/2026-09/token';
/** Every app has it, and every token. */
const OAUTH = 'oauth';

const WireInspected = z.object({
  active: z.literal(true),
  hub_id: z.int(),
  user_id: z.int(),
  /** Their e-mail address, and the account's main domain. */
  user: z.string().nullish(),
  hub_domain: z.string().nullish(),
  scopes: z.array(z.string()),
});
const WireStatus = z.object({ status: z.literal('BAD_REFRESH_TOKEN') });

const apiHost = ({ url, oauthUrl }: OAuthPlace) => oauthUrl ?? url ?? new URL('https://api.hubapi.com');

/**
 * Answers `status: BAD_REFRESH_TOKEN` where others say `error: invalid_grant`; tokens live half an hour, and the same
 * refresh token goes on being good.
 */
export const hubspotOauth: OAuthDefinition = {
  tokenHost: apiHost,
  refreshRequest: (grant) => formPost(TOKEN, refreshFields(grant)),
  isRefused: (_status, json) => says(json, 'invalid_grant') || WireStatus.safeParse(json).success,
  consent: {
    scopes: hubspotScopes,
    alwaysGiven: [OAUTH],
    // What the app has as required stands in `scope`, all of it, and what it has as optional in `optional_scope`.
    page({ oauthUrl }, scope) {
      const url = new URL('/oauth/authorize', oauthUrl ?? 'https://app.hubspot.com');
      const asked = scopesIn(scope);
      const optional = asked.filter((one) => !isRequired(one));
      url.searchParams.set('scope', [OAUTH, ...asked.filter(isRequired)].join(' '));
      if (optional.length > 0) url.searchParams.set('optional_scope', optional.join(' '));
      return url;
    },
    usesPkce: true,
    codeRequest: (grant) => formPost(TOKEN, { ...codeFields(grant), code_verifier: grant.verifier }),
    withheld: withheldHubspotScopes,
    apiHost,
    async whose({ http, clientId, clientSecret, accessToken }, signal) {
      const fields = { client_id: clientId, client_secret: clientSecret, token: accessToken };
      const request = formPost(`${TOKEN}/introspect`, { ...fields, token_type_hint: 'access_token' });
      const { user, user_id, hub_id, hub_domain, scopes } = answerAs(WireInspected, await http.send(request, signal));
      return {
        person: { id: String(user_id), name: user ?? String(user_id), isAdmin: true },
        granted: scopes.join(' '),
        accounts: [{ id: String(hub_id), name: hub_domain ? `${hub_domain} (${hub_id})` : String(hub_id) }],
      };
    },
    isMeant: ({ id }, { portalId }) => id === portalId,
    // What the refresh token had brought goes on until it ends, half an hour at most.
    givingBack: {
      by: 'request',
      request: ({ clientId, clientSecret, accessToken, refreshToken }) => ({
        ...formPost(`${TOKEN}/revoke`, {
          ...{ client_id: clientId, client_secret: clientSecret, token: refreshToken ?? accessToken },
          token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
        }),
        isAnswerIgnored: true,
      }),
    },
  },
};
