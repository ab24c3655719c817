import { z } from 'zod';
import { answerAs } from '../http/http-client.ts';
import { codeFields, type OAuthDefinition, type OAuthPlace, type Person, refreshFields, says } from '../oauth.ts';
import { withheldScopes, zendeskScopes } from './scopes.ts';

/**
 * Seconds. Asked for each time: left out, an older client gets a token that never ends, and no refresh token, and a
 * newer one half an hour. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
 */
const lifetimes = { expires_in: 3600, refresh_token_expires_in: 90 * 86_400 };
const TOKENS = '/oauth/tokens';

const Me = z
  .object({ user: z.object({ id: z.coerce.string(), name: z.string(), role: z.string() }) })
  .transform(({ user: { id, name, role } }): Person => ({ id, name, isAdmin: role === 'admin' }));

const Numbered = z.object({ id: z.coerce.string() });
const Shown = z
  .union([z.object({ ticket: Numbered }), z.object({ user: Numbered })])
  .transform((answer) => ('ticket' in answer ? answer.ticket.id : answer.user.id));

const hostOf = ({ tenant, url }: OAuthPlace) => url ?? new URL(`https://${tenant}.zendesk.com`);

/** Rotates, and deletes both old tokens with it. */
export const zendeskOauth: OAuthDefinition = {
  tokenHost: hostOf,
  refreshRequest: (grant) => ({ method: 'POST', path: TOKENS, body: { ...refreshFields(grant), ...lifetimes } }),
  isRefused: (_status, json) => says(json, 'invalid_grant'),
  consent: {
    scopes: zendeskScopes,
    page(place, scope) {
      const url = new URL('/oauth/authorizations/new', hostOf(place));
      url.searchParams.set('scope', scope);
      return url;
    },
    usesPkce: true,
    codeRequest: (grant) => ({
      ...{ method: 'POST', path: TOKENS },
      body: { ...codeFields(grant), code_verifier: grant.verifier, scope: grant.scope, ...lifetimes },
    }),
    withheld: withheldScopes,
    apiHost: hostOf,
    async whose({ http }, signal) {
      return { person: answerAs(Me, await http.send({ path: '/api/v2/users/me.json' }, signal)) };
    },
    givingBack: {
      by: 'request',
      request: () => ({ method: 'DELETE', path: '/api/v2/oauth/tokens/current.json', isAnswerIgnored: true }),
    },
    agentsOwn: {
      scopes: ['tickets:read', 'users:read'],
      path: { ticket: (id) => `/api/v2/tickets/${id}`, user: (id) => `/api/v2/users/${id}` },
      idIn: Shown,
    },
  },
};
