import type { Request } from 'express';
import { z } from 'zod';
import type { HelpdeskUser } from '../company/bundle.ts';
import type { Answer } from '../vendors/answer.ts';
import type { Route } from '../vendors/vendor.ts';
import { answerTo, mayAsk, type OAuthClient, readAuthorization } from './authorization.ts';
import { consentPage, refusedPage } from './consent-page.ts';
import type { Grants, IssuedTokens } from './grants.ts';
import { parseScopes } from './scopes.ts';

interface OAuthDeps {
  readonly client: OAuthClient;
  readonly grants: Grants;
  readonly staff: readonly HelpdeskUser[];
}

const Texts = z.record(z.string(), z.string());
const Decision = z.object({ decision: z.enum(['allow', 'deny']), user: z.coerce.number().int() });
const Client = z.object({ client_id: z.string(), client_secret: z.string() });
/** Seconds, within what the helpdesk allows (zendesk.md 11.4). */
const lifetimes = {
  expires_in: z.int().min(300).max(172_800).optional(),
  refresh_token_expires_in: z.int().min(604_800).max(7_776_000).optional(),
};
const TokenInput = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string(),
    scope: z.string().optional(),
    ...lifetimes,
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), ...lifetimes }),
]);

const HTML = 'text/html; charset=utf-8';
/** Nobody may frame it, and its form goes here or, by redirect, back to the app. */
const shown = (status: number, body: string, redirectUri?: string): Answer => {
  const formsTo = ["'self'", ...(redirectUri === undefined ? [] : [new URL(redirectUri).origin])].join(' ');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action ${formsTo}; frame-ancestors 'none'`;
  return { status, type: HTML, body, headers: { 'cache-control': 'no-store', 'content-security-policy': policy } };
};
const refused = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});

/** Reached without a token: how an app comes by one. */
export const isOAuthPath = (path: string): boolean => path.startsWith('/oauth/');

/** The helpdesk's side of OAuth: a page to say yes on, and the exchange of codes and tokens (zendesk.md 7.9). */
export function oauthRoutes({ client, grants, staff }: OAuthDeps): readonly Route[] {
  const ask = (req: Request): Answer => {
    const authorization = readAuthorization(req.query, client);
    const asked = Texts.safeParse(req.query);
    if (typeof authorization === 'string') return shown(400, refusedPage(authorization));
    if (!asked.success) return shown(400, refusedPage('A parameter is there twice.'));
    return shown(200, consentPage(client, authorization, asked.data, staff), authorization.redirectUri);
  };

  const decide = (req: Request): Answer => {
    const authorization = readAuthorization(req.body, client);
    if (typeof authorization === 'string') return shown(400, refusedPage(authorization));
    const said = Decision.safeParse(req.body);
    const user = staff.find(({ id }) => id === said.data?.user);
    if (!said.success || !user) return shown(400, refusedPage('Nobody here is called that.'));
    const { redirectUri, scopes, challenge } = authorization;
    const answer =
      said.data.decision === 'deny'
        ? { error: 'access_denied', error_description: 'The end-user denied the authorization request.' }
        : { code: grants.code({ userId: user.id, scopes, redirectUri, challenge }) };
    return { status: 302, type: HTML, body: '', headers: { location: answerTo(authorization, answer) } };
  };

  const tokens = (req: Request): Answer => {
    const sender = Client.safeParse(req.body);
    if (!sender.success || sender.data.client_id !== client.id || sender.data.client_secret !== client.secret) {
      return refused(401, 'invalid_client', 'The client is unknown, or its secret is wrong.');
    }
    const input = TokenInput.safeParse(req.body);
    if (!input.success) return refused(400, 'invalid_request', 'The grant_type is unknown, or a parameter is missing.');
    const { data } = input;
    const wanted = { lifeS: data.expires_in, refreshLifeS: data.refresh_token_expires_in };
    if (data.grant_type === 'refresh_token') {
      const issued = grants.refresh(data.refresh_token, wanted);
      return issued ? answered(issued) : refused(400, 'invalid_grant', 'The refresh token is spent, revoked or old.');
    }
    const scopes = data.scope === undefined ? [] : parseScopes(data.scope);
    if (!scopes || !mayAsk(client, scopes)) return refused(400, 'invalid_scope', 'The requested scope is invalid.');
    const issued = grants.exchange(data.code, data.redirect_uri, data.code_verifier, wanted);
    if (issued) return answered(issued);
    return refused(400, 'invalid_grant', 'The code is spent, old, or was given to somebody else.');
  };

  return [
    { method: 'get', path: '/oauth/authorizations/new', handle: ask },
    { method: 'post', path: '/oauth/authorizations', handle: decide },
    { method: 'post', path: '/oauth/tokens', handle: tokens },
  ];
}

const answered = ({ accessToken, scopes, ends }: IssuedTokens): Answer => ({
  status: 200,
  body: {
    ...{ access_token: accessToken, token_type: 'bearer', scope: scopes.join(' ') },
    ...(ends && {
      refresh_token: ends.refreshToken,
      expires_in: ends.lifeS,
      refresh_token_expires_in: ends.refreshLifeS,
    }),
  },
});
