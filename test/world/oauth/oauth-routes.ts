import type { Request } from 'express';
import { z } from 'zod';
import type { HelpdeskUser } from '../company/bundle.ts';
import type { Answer } from '../vendors/answer.ts';
import type { Route } from '../vendors/vendor.ts';
import { answerTo, type OAuthClient, readAuthorization } from './authorization.ts';
import { consentPage, refusedPage } from './consent-page.ts';
import type { Grants, IssuedTokens } from './grants.ts';

interface OAuthDeps {
  readonly client: OAuthClient;
  readonly grants: Grants;
  readonly staff: readonly HelpdeskUser[];
}

const Texts = z.record(z.string(), z.string());
const Decision = z.object({ decision: z.enum(['allow', 'deny']), user: z.coerce.number().int() });
const Client = z.object({ client_id: z.string(), client_secret: z.string() });
const TokenInput = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    code_verifier: z.string(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
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
    if (data.grant_type === 'refresh_token') {
      const issued = grants.refresh(data.refresh_token);
      return issued ? answered(issued) : refused(400, 'invalid_grant', 'The refresh token is spent, revoked or old.');
    }
    const issued = grants.exchange(data.code, data.redirect_uri, data.code_verifier);
    if (issued) return answered(issued);
    return refused(400, 'invalid_grant', 'The code is spent, old, or was given to somebody else.');
  };

  return [
    { method: 'get', path: '/oauth/authorizations/new', handle: ask },
    { method: 'post', path: '/oauth/authorizations', handle: decide },
    { method: 'post', path: '/oauth/tokens', handle: tokens },
  ];
}

const answered = ({ accessToken, refreshToken, scopes, lifeS, refreshLifeS }: IssuedTokens): Answer => ({
  status: 200,
  body: {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer',
    scope: scopes.join(' '),
    expires_in: lifeS,
    refresh_token_expires_in: refreshLifeS,
  },
});
