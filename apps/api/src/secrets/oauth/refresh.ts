import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { answerAs, type Classify, type HttpClient } from '../../connectors/http/http-client.ts';
import { type OAuthDefinition, says } from '../../connectors/oauth.ts';
import { isUpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Secret } from '../secret.ts';
import { type NewTokens, newTokens, TokenAnswer } from './tokens.ts';

export type RefreshAnswer =
  | ({ readonly kind: 'refreshed' } & NewTokens)
  /** Spent or revoked: asking again never helps. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly retryAfterMs: number | undefined };

export type Refresh = (
  tenant: TenantId,
  system: string,
  refreshToken: Secret,
  signal: AbortSignal,
) => Promise<RefreshAnswer>;

/** What one system's tokens are renewed through. */
export interface TokenEndpoint {
  readonly vendor: OAuthDefinition;
  /** Of the vendor's token host, with `classifyRefresh(vendor)`. */
  readonly http: HttpClient;
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** One call, never repeated here: who asks twice with a token that rotates loses the connection. */
export function createRefresh(
  endpoint: (tenant: TenantId, system: string) => TokenEndpoint | undefined,
  now: () => number,
): Refresh {
  return async (tenant, system, refreshToken, signal) => {
    const found = endpoint(tenant, system);
    if (!found) return { kind: 'failed', reason: 'not_configured', retryAfterMs: undefined };
    const { vendor, http, clientId, clientSecret } = found;
    const grant = { clientId, clientSecret: clientSecret.reveal(), refreshToken: refreshToken.reveal() };
    const askedAtMs = now();
    try {
      const answer = await http.send(vendor.refreshRequest(grant), signal);
      return { kind: 'refreshed', ...newTokens(answerAs(TokenAnswer, answer), refreshToken, askedAtMs) };
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      const { reason, retryAfterMs } = error;
      return reason === 'credential' ? { kind: 'refused' } : { kind: 'failed', reason, retryAfterMs };
    }
  };
}

/** For the HTTP client of a token host: `credential` is a refresh token that is spent, `forbidden` a client it does not know. */
export const classifyRefresh =
  ({ isRefused }: OAuthDefinition): Classify =>
  ({ status, json }) => {
    if (isRefused(status, json)) return { reason: 'credential' };
    const isUnknownClient = status === 401 || status === 403 || says(json, 'invalid_client');
    return isUnknownClient ? { reason: 'forbidden' } : undefined;
  };
