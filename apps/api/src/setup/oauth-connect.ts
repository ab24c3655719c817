import { z } from 'zod';
import type { HttpClient } from '../connectors/http-client.ts';
import { answerAs } from '../connectors/http-client.ts';
import { isUpstreamError, UpstreamError } from '../connectors/upstream-error.ts';
import { zendeskScopes } from '../connectors/zendesk/door.ts';
import type { OAuthTokens } from '../secrets/oauth/access-tokens.ts';
import { newTokens, TokenAnswer } from '../secrets/oauth/tokens.ts';
import { Secret } from '../secrets/secret.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Errand, OauthState } from './oauth-state.ts';
import type { ConnectionLog } from './ports.ts';

export interface OauthConnectDeps {
  readonly state: OauthState;
  readonly client: { readonly id: string; readonly secret: Secret };
  /** Our own address, registered with the client. */
  readonly redirectUri: string;
  readonly tokens: OAuthTokens;
  readonly log: ConnectionLog;
  helpdeskUrl(tenant: TenantId): URL;
  /** Of that helpdesk, with these credentials. */
  open(base: URL, headers: Readonly<Record<string, string>>): HttpClient & { close(): Promise<void> };
  changed(tenant: TenantId): Promise<void>;
  now(): number;
}

/** `other_user`: somebody else than who set out was signed in there. */
export type OauthOutcome = 'connected' | 'expired' | 'denied' | 'not_admin' | 'other_user' | 'failed';

const Person = z.object({ id: z.coerce.string(), name: z.string(), role: z.string() });
type Person = z.infer<typeof Person>;
const Me = z.object({ user: Person });

/** Connects a helpdesk through its own page. Only an admin of it can, and only the one who set out. */
export function createOauthConnect(deps: OauthConnectDeps) {
  const { state, client, redirectUri, tokens, log, now } = deps;
  const scope = zendeskScopes.map((one) => one.scope).join(' ');

  async function take(errand: Errand & { readonly verifier: string }, code: string, signal: AbortSignal) {
    const base = deps.helpdeskUrl(errand.tenant);
    const door = deps.open(base, {});
    try {
      const askedAtMs = now();
      const body = {
        ...{ grant_type: 'authorization_code', code, client_id: client.id, client_secret: client.secret.reveal() },
        ...{ redirect_uri: redirectUri, code_verifier: errand.verifier, scope },
      };
      const answer = await door.send({ method: 'POST', path: '/oauth/tokens', body }, signal);
      const fresh = answerAs(TokenAnswer, answer);
      // Without one the connection would end with this token, and nobody would be told before.
      if (fresh.refresh_token == null) throw new UpstreamError('bad_answer');
      return newTokens(fresh, new Secret(fresh.refresh_token), askedAtMs);
    } finally {
      await door.close();
    }
  }

  /** The person whose token it is; given back where it may not be used. */
  async function whoAllowed(errand: Errand, token: Secret, signal: AbortSignal): Promise<Person | OauthOutcome> {
    const door = deps.open(deps.helpdeskUrl(errand.tenant), { authorization: `Bearer ${token.reveal()}` });
    try {
      const { user } = answerAs(Me, await door.send({ path: '/api/v2/users/me.json' }, signal));
      if (user.role === 'admin' && user.id === errand.userId) return user;
      const path = '/api/v2/oauth/tokens/current.json';
      await door.send({ method: 'DELETE', path, isAnswerIgnored: true }, signal).catch(() => {});
      return user.role === 'admin' ? 'other_user' : 'not_admin';
    } finally {
      await door.close();
    }
  }

  return {
    /** Where the admin goes. */
    start(errand: Errand): string {
      const issued = state.issue(errand);
      const url = new URL('/oauth/authorizations/new', deps.helpdeskUrl(errand.tenant));
      url.search = new URLSearchParams({
        ...{ response_type: 'code', client_id: client.id, redirect_uri: redirectUri, scope, state: issued.state },
        ...{ code_challenge: issued.challenge, code_challenge_method: 'S256' },
      }).toString();
      return url.href;
    },
    /** What the vendor's page sent back. */
    async finish(
      answer: { readonly state: string; readonly code?: string },
      signal: AbortSignal,
    ): Promise<OauthOutcome> {
      const errand = state.open(answer.state);
      if (!errand) return 'expired';
      if (answer.code === undefined) return 'denied';
      const { tenant } = errand;
      try {
        const fresh = await take(errand, answer.code, signal);
        const who = await whoAllowed(errand, fresh.tokens.accessToken, signal);
        if (typeof who === 'string') return who;
        await tokens.connect(tenant, 'helpdesk', fresh, who.id, signal);
        await log.put(tenant, { connector: 'zendesk', method: 'oauth', inputs: {}, byId: who.id, byName: who.name });
        await deps.changed(tenant);
        return 'connected';
      } catch (error) {
        if (isUpstreamError(error)) return 'failed';
        throw error;
      }
    },
  };
}

export type OauthConnect = ReturnType<typeof createOauthConnect>;
