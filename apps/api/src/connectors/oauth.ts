import { z } from 'zod';
import type { AskedScope } from './asked-scope.ts';
import type { HttpRequest } from './http/http-client.ts';

/** What a refresh is asked with. */
export interface Grant {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** How one vendor renews a token, and where it can be given one. Pure. */
export interface OAuthDefinition {
  /** Unless `<ID>_URL` says otherwise. */
  tokenHost(tenant: string): URL;
  refreshRequest(grant: Grant): HttpRequest;
  /** Whether an answer says that this refresh token is good for nothing any more. */
  isRefused(status: number, json: unknown): boolean;
  /** Where an admin can allow it on the vendor's own page. */
  readonly consent?: OAuthConsent;
}

/** What the vendor's page sends back is exchanged with. */
export interface CodeGrant {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly code: string;
  readonly verifier: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isAdmin: boolean;
}

export interface OAuthConsent {
  readonly scopes: readonly AskedScope[];
  /** Of the vendor's page; its parameters are OAuth's own. */
  readonly path: string;
  codeRequest(grant: CodeGrant): HttpRequest;
  /** Of those asked for, the ones a token was not given. */
  withheld(granted: string | null | undefined, asked: readonly string[]): readonly string[];
  /** Whose token it is. */
  readonly who: { readonly request: HttpRequest; readonly answer: z.ZodType<Person> };
  /** Gives a token back. */
  readonly revoke: HttpRequest;
  /** How somebody of the staff is asked for as themselves; undefined where a token does not show what its owner sees. */
  readonly agentsOwn?: AgentsOwn;
}

/** What one person's own token is asked, and needs for it. */
export interface AgentsOwn {
  /** No more than that, and whose token it is. */
  readonly scopes: readonly string[];
  /** Answered with 200 about that very record where its owner may open it, and with 403 or 404 where not. */
  readonly path: Readonly<Record<'ticket' | 'user', (id: string) => string>>;
  /** Which record an answer is about. */
  readonly idIn: z.ZodType<string>;
}

const ErrorBody = z.object({ error: z.string() });

/** Whether an answer is one of OAuth's own errors. */
export const says = (json: unknown, ...errors: readonly string[]): boolean => {
  const body = ErrorBody.safeParse(json);
  return body.success && errors.includes(body.data.error);
};

export const refreshFields = ({ clientId, clientSecret, refreshToken }: Grant) => ({
  grant_type: 'refresh_token',
  client_id: clientId,
  client_secret: clientSecret,
  refresh_token: refreshToken,
});
