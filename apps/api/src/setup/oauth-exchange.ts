import type { AtVendor } from '@sidelight/shared/setup/disconnected.ts';
import { z } from 'zod';
import { bearer } from '../connectors/connection-form.ts';
import { answerAs, type Classify, type HttpClient } from '../connectors/http/http-client.ts';
import type { Allowed, OAuthConsent, OAuthDefinition, OAuthPlace } from '../connectors/oauth.ts';
import { isUpstreamError, UpstreamError } from '../connectors/upstream-error.ts';
import { isAlive, type NewTokens, newTokens, TokenAnswer, type Tokens } from '../secrets/oauth/tokens.ts';
import type { Secret } from '../secrets/secret.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface OauthExchangeDeps {
  readonly vendor: Pick<OAuthDefinition, 'tokenHost' | 'refreshRequest' | 'isRefused'>;
  /** How one is allowed in there. */
  readonly consent: OAuthConsent;
  readonly client: { readonly id: string; readonly secret: Secret; readonly scopes?: string | undefined };
  /** Our own address, registered with the client. */
  readonly redirectUri: string;
  placeOf(tenant: TenantId): OAuthPlace;
  /** Of that host, with these credentials. */
  open(
    base: URL,
    headers: Readonly<Record<string, string>>,
    classify?: Classify,
  ): HttpClient & { close(): Promise<void> };
  now(): number;
}

const InvalidScope = z.object({ error: z.literal('invalid_scope') });
/** For the token endpoint: `forbidden` is a scope that the client may not ask for. */
const classifyGrant: Classify = ({ json }) =>
  InvalidScope.safeParse(json).success ? { reason: 'forbidden' } : undefined;

/** What a vendor is asked to let somebody in: its page, what the code that it sends back is exchanged for, and the way back. */
export function createOauthExchange(deps: OauthExchangeDeps) {
  const { vendor, client, redirectUri, consent, placeOf, now } = deps;
  const ofApp = () => ({ clientId: client.id, clientSecret: client.secret.reveal() });

  async function using<T>(http: HttpClient & { close(): Promise<void> }, ask: (http: HttpClient) => Promise<T>) {
    try {
      return await ask(http);
    } finally {
      await http.close();
    }
  }
  const atTokenHost = <T>(tenant: TenantId, classify: Classify | undefined, ask: (http: HttpClient) => Promise<T>) =>
    using(deps.open(vendor.tokenHost(placeOf(tenant)), {}, classify), ask);
  const asOwner = <T>(tenant: TenantId, token: Secret, ask: (http: HttpClient) => Promise<T>) =>
    using(deps.open(consent.apiHost(placeOf(tenant)), bearer(token.reveal())), ask);

  const whose = (tenant: TenantId, token: Secret, signal: AbortSignal): Promise<Allowed> =>
    asOwner(tenant, token, (http) => consent.whose({ http, accessToken: token.reveal(), ...ofApp() }, signal));

  /** One that has ended cannot be given back with: another one in its place, kept nowhere. */
  async function live(tenant: TenantId, tokens: Tokens, signal: AbortSignal): Promise<Tokens> {
    const { refreshToken } = tokens;
    if (isAlive(tokens, now()) || !refreshToken) return tokens;
    const request = vendor.refreshRequest({ ...ofApp(), refreshToken: refreshToken.reveal() });
    const classify: Classify = ({ status, json }) =>
      vendor.isRefused(status, json) ? { reason: 'credential' } : undefined;
    return atTokenHost(tenant, classify, async (http) => {
      const answer = answerAs(TokenAnswer, await http.send(request, signal));
      return newTokens(answer, refreshToken, now()).tokens;
    });
  }

  async function giveBack(tenant: TenantId, tokens: Tokens, signal: AbortSignal): Promise<AtVendor> {
    if (tokens.isRefused) return { kind: 'ended' };
    const { givingBack } = consent;
    if (givingBack.by === 'person') return { kind: 'by_hand', text: givingBack.text, url: givingBack.url };
    try {
      const { accessToken, refreshToken } = await live(tenant, tokens, signal);
      const held = { accessToken: accessToken.reveal(), refreshToken: refreshToken?.reveal() };
      const request = givingBack.request({ ...ofApp(), ...held });
      await asOwner(tenant, accessToken, (http) => http.send(request, signal));
      return { kind: 'given_back' };
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return { kind: error.reason === 'credential' ? 'ended' : 'not_taken_back' };
    }
  }

  return {
    urlOf(tenant: TenantId, issued: { readonly state: string; readonly challenge: string }, scope: string): string {
      const url = consent.page(placeOf(tenant), scope);
      const own = {
        ...{ response_type: 'code', client_id: client.id, redirect_uri: redirectUri, state: issued.state },
        ...(consent.usesPkce && { code_challenge: issued.challenge, code_challenge_method: 'S256' }),
      };
      for (const [name, value] of Object.entries(own)) url.searchParams.set(name, value);
      return url.href;
    },
    take(
      tenant: TenantId,
      { code, verifier, scope }: { readonly code: string; readonly verifier: string; readonly scope: string },
      signal: AbortSignal,
    ): Promise<{ readonly fresh: NewTokens; readonly granted: string | null | undefined }> {
      return atTokenHost(tenant, classifyGrant, async (http) => {
        const askedAtMs = now();
        const grant = { ...ofApp(), redirectUri, code, scope, verifier };
        const fresh = answerAs(TokenAnswer, await http.send(consent.codeRequest(grant), signal));
        // One that ends and cannot be renewed would end the connection, and nobody would be told before.
        if (fresh.refresh_token == null && fresh.expires_in != null) throw new UpstreamError('bad_answer');
        return { fresh: newTokens(fresh, undefined, askedAtMs), granted: fresh.scope };
      });
    },
    /** Whose token it is. */
    whose,
    /** What is not kept, or no more, is given back, where the vendor takes it. */
    giveBack,
    /** The same of one of two: some vendors give the same refresh token again, and with it the other would end. */
    async giveBackBeside(
      tenant: TenantId,
      unwanted: Tokens | undefined,
      kept: Tokens | undefined,
      signal: AbortSignal,
    ) {
      if (unwanted && !(kept && isSame(unwanted, kept))) await giveBack(tenant, unwanted, signal);
    },
  };
}

function isSame(one: Tokens, other: Tokens): boolean {
  const refresh = one.refreshToken?.reveal();
  const isRenewedAlike = refresh !== undefined && refresh === other.refreshToken?.reveal();
  return isRenewedAlike || one.accessToken.reveal() === other.accessToken.reveal();
}

export type OauthExchange = ReturnType<typeof createOauthExchange>;
