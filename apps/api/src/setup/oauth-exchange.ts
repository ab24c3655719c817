import { z } from 'zod';
import { bearer } from '../connectors/connection-form.ts';
import { answerAs, type Classify, type HttpClient } from '../connectors/http/http-client.ts';
import type { OAuthConsent, Person } from '../connectors/oauth.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { type NewTokens, newTokens, TokenAnswer } from '../secrets/oauth/tokens.ts';
import type { Secret } from '../secrets/secret.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface OauthExchangeDeps {
  /** How one is allowed in at the helpdesk. */
  readonly consent: OAuthConsent;
  readonly client: { readonly id: string; readonly secret: Secret; readonly scopes?: string | undefined };
  /** Our own address, registered with the client. */
  readonly redirectUri: string;
  helpdeskUrl(tenant: TenantId): URL;
  /** Of that helpdesk, with these credentials. */
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

/** What is asked of a helpdesk to let somebody in: its page, and what the code that it sends back is exchanged for. */
export function createOauthExchange(deps: OauthExchangeDeps) {
  const { client, redirectUri, consent: vendor, now } = deps;

  async function using<T>(http: HttpClient & { close(): Promise<void> }, ask: (http: HttpClient) => Promise<T>) {
    try {
      return await ask(http);
    } finally {
      await http.close();
    }
  }
  const openAs = (tenant: TenantId, token: Secret) => deps.open(deps.helpdeskUrl(tenant), bearer(token.reveal()));

  return {
    urlOf(tenant: TenantId, issued: { readonly state: string; readonly challenge: string }, scope: string): string {
      const url = new URL(vendor.path, deps.helpdeskUrl(tenant));
      url.search = new URLSearchParams({
        ...{ response_type: 'code', client_id: client.id, redirect_uri: redirectUri, scope },
        ...{ state: issued.state, code_challenge: issued.challenge, code_challenge_method: 'S256' },
      }).toString();
      return url.href;
    },
    take(
      tenant: TenantId,
      { code, verifier, scope }: { readonly code: string; readonly verifier: string; readonly scope: string },
      signal: AbortSignal,
    ): Promise<{ readonly fresh: NewTokens; readonly granted: string | null | undefined }> {
      return using(deps.open(deps.helpdeskUrl(tenant), {}, classifyGrant), async (http) => {
        const askedAtMs = now();
        const grant = { clientId: client.id, clientSecret: client.secret.reveal(), redirectUri, code, scope, verifier };
        const fresh = answerAs(TokenAnswer, await http.send(vendor.codeRequest(grant), signal));
        // One that ends and cannot be renewed would end the connection, and nobody would be told before.
        if (fresh.refresh_token == null && fresh.expires_in != null) throw new UpstreamError('bad_answer');
        return { fresh: newTokens(fresh, undefined, askedAtMs), granted: fresh.scope };
      });
    },
    /** Whose token it is. */
    personOf: (tenant: TenantId, token: Secret, signal: AbortSignal): Promise<Person> =>
      using(openAs(tenant, token), async (http) =>
        answerAs(vendor.who.answer, await http.send(vendor.who.request, signal)),
      ),
    /** A token that is not kept is given back, where the helpdesk takes it. */
    giveBack: (tenant: TenantId, token: Secret, signal: AbortSignal): Promise<void> =>
      using(openAs(tenant, token), async (http) => {
        await http.send(vendor.revoke, signal).catch(() => {});
      }),
  };
}

export type OauthExchange = ReturnType<typeof createOauthExchange>;
