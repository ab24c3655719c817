import { type OAuthDefinition, refreshFields, says } from '../oauth.ts';

/** Rotates. A dead refresh token is 403, as `invalid_grant` or, from older paths, `unauthorized_client`. */
export const jiraOauth: OAuthDefinition = {
  tokenHost: () => new URL('https://auth.atlassian.com'),
  refreshRequest: (grant) => ({ method: 'POST', path: '/oauth/token', body: refreshFields(grant) }),
  isRefused: (status, json) => says(json, 'invalid_grant') || (status === 403 && says(json, 'unauthorized_client')),
};
