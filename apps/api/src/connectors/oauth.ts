import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import { z } from 'zod';
import type { AskedScope } from './asked-scope.ts';
import type { HttpClient, HttpRequest } from './http/http-client.ts';

/** Our own app, as it is registered with the vendor. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a refresh is asked with. */
export interface Grant extends OAuthClient {
  readonly refreshToken: string;
}

/** Where a vendor is for one tenant, by the server's configuration. */
export interface OAuthPlace {
  readonly tenant: string;
  /** `<ID>_URL`. */
  readonly url: URL | undefined;
  /** `<ID>_OAUTH_URL`: in place of each address that the vendor has for OAuth. */
  readonly oauthUrl: URL | undefined;
}

/** How one vendor renews a token, and where it can be given one. */
export interface OAuthDefinition {
  tokenHost(place: OAuthPlace): URL;
  refreshRequest(grant: Grant): HttpRequest;
  /** Whether an answer says that this refresh token is good for nothing any more. */
  isRefused(status: number, json: unknown): boolean;
  /** Where an admin can allow it on the vendor's own page. */
  readonly consent?: OAuthConsent;
}

/** What the vendor's page sends back is exchanged with. */
export interface CodeGrant extends OAuthClient {
  readonly redirectUri: string;
  readonly scope: string;
  readonly code: string;
  readonly verifier: string;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Of the helpdesk: only its admins may connect it. */
  readonly isAdmin: boolean;
}

/** An account of the vendor, by the id and name that it has there. */
export interface OAuthAccount {
  readonly id: string;
  readonly name: string;
  /** Below `apiHost`: where requests about it go, where not all of the vendor's go to one address. */
  readonly path?: string;
  /** Where people open it. */
  readonly consoleUrl?: URL;
}

/** What a token is asked about itself with. */
export interface TokenInHand extends OAuthClient {
  /** Of `apiHost`; the token goes with each request. */
  readonly http: HttpClient;
  readonly accessToken: string;
}

/** Whose a token is, and what it opens. */
export interface Allowed {
  readonly person: Person;
  /** Its scopes, where the answer that brought it does not name them. */
  readonly granted?: string;
  /** Undefined where the vendor has one account a host. */
  readonly accounts?: readonly OAuthAccount[];
}

/** How a token is given back: by one request to `apiHost`, or by a person on a page of the vendor. */
export type GivingBack =
  | {
      readonly by: 'request';
      request(
        held: OAuthClient & { readonly accessToken: string; readonly refreshToken?: string | undefined },
      ): HttpRequest;
    }
  | { readonly by: 'person'; readonly url: string; readonly text: VendorText };

export interface OAuthConsent {
  readonly scopes: readonly AskedScope[];
  /** Scopes that come with any token, and are no right of their own. */
  readonly alwaysGiven?: readonly string[];
  /** The vendor's page; what is asked for in words of its own stands in the address already. */
  page(place: OAuthPlace, scope: string): URL;
  /** Whether it takes a challenge and its verifier (RFC 7636). */
  readonly usesPkce: boolean;
  codeRequest(grant: CodeGrant): HttpRequest;
  /** Of those asked for, the ones a token was not given. */
  withheld(granted: string | null | undefined, asked: readonly string[]): readonly string[];
  /** Where a token is asked about itself. */
  apiHost(place: OAuthPlace): URL;
  whose(token: TokenInHand, signal: AbortSignal): Promise<Allowed>;
  /** Whether the map means this account; without it, whichever one the admin allows. */
  isMeant?(account: OAuthAccount, options: Readonly<Record<string, unknown>>): boolean;
  readonly givingBack: GivingBack;
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

export const codeFields = ({ clientId, clientSecret, redirectUri, code }: CodeGrant) => ({
  ...{ grant_type: 'authorization_code', code, client_id: clientId, client_secret: clientSecret },
  redirect_uri: redirectUri,
});

/** As most token endpoints want it (RFC 6749 4.1.3). */
export const formPost = (path: string, fields: Readonly<Record<string, string>>): HttpRequest => ({
  ...{ method: 'POST', path, text: new URLSearchParams(fields).toString() },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** The scopes in a text as OAuth writes them; some vendors put commas between. */
export const scopesIn = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
