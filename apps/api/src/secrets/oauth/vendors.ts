import { z } from 'zod';
import type { Classify, HttpRequest } from '../../connectors/http/http-client.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Secret } from '../secret.ts';

/** What a refresh is asked with. */
export interface Grant {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken: Secret;
}

/** How one vendor renews a token. Pure. */
export interface OAuthVendor {
  tokenHost(tenant: TenantId): URL;
  refreshRequest(grant: Grant): HttpRequest;
  /** Whether an answer says that this refresh token is good for nothing any more. */
  isRefused(status: number, json: unknown): boolean;
}

const ErrorBody = z.object({ error: z.string() });
const says = (json: unknown, ...errors: readonly string[]): boolean => {
  const body = ErrorBody.safeParse(json);
  return body.success && errors.includes(body.data.error);
};

const fields = ({ clientId, clientSecret, refreshToken }: Grant) => ({
  grant_type: 'refresh_token',
  client_id: clientId,
  client_secret: clientSecret.reveal(),
  refresh_token: refreshToken.reveal(),
});

/**
 * Seconds. Asked for each time: left out, an older client gets a token that never ends, and no refresh token, and a
 * newer one half an hour. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
 */
export const zendeskLifetimes = { expires_in: 3600, refresh_token_expires_in: 90 * 86_400 };

/** Rotates, and deletes both old tokens with it. */
const zendesk: OAuthVendor = {
  tokenHost: (tenant) => new URL(`https://${tenant}.zendesk.com`),
  refreshRequest: (grant) => ({
    method: 'POST',
    path: '/oauth/tokens',
    body: { ...fields(grant), ...zendeskLifetimes },
  }),
  isRefused: (_status, json) => says(json, 'invalid_grant'),
};

/** Answers `status: BAD_REFRESH_TOKEN` where others say `error: invalid_grant`; tokens live half an hour. */
const hubspot: OAuthVendor = {
  tokenHost: () => new URL('https://api.hubapi.com'),
  refreshRequest: (grant) => ({
    method: 'POST',
    path: '/oauth/v1/token',
    text: new URLSearchParams(fields(grant)).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
  isRefused: (_status, json) =>
    says(json, 'invalid_grant') || z.object({ status: z.literal('BAD_REFRESH_TOKEN') }).safeParse(json).success,
};

/** Rotates. A dead refresh token is 403, as `invalid_grant` or, from older paths, `unauthorized_client`. */
const jira: OAuthVendor = {
  tokenHost: () => new URL('https://auth.atlassian.com'),
  refreshRequest: (grant) => ({ method: 'POST', path: '/oauth/token', body: fields(grant) }),
  isRefused: (status, json) => says(json, 'invalid_grant') || (status === 403 && says(json, 'unauthorized_client')),
};

/** By connector. Where there is none, the vendor is reached with a key that does not change. */
export const oauthVendors: Readonly<Record<string, OAuthVendor>> = { zendesk, hubspot, jira };

/** For the HTTP client of a token host: `credential` is a refresh token that is spent, `forbidden` a client it does not know. */
export const classifyRefresh =
  ({ isRefused }: OAuthVendor): Classify =>
  ({ status, json }) => {
    if (isRefused(status, json)) return { reason: 'credential' };
    const isUnknownClient = status === 401 || status === 403 || says(json, 'invalid_client');
    return isUnknownClient ? { reason: 'forbidden' } : undefined;
  };
