import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from '../vendors/answer.ts';
import type { Route } from '../vendors/vendor.ts';
import { consentRoutes, type RegisteredApp } from './app-consent.ts';
import type { AppTokens } from './app-grants.ts';

export const SITES = [
  { id: '7f1c2a9e-0000-4000-8000-5b6c7d8e9f00', name: 'acme' },
  { id: '7f1c2a9e-0000-4000-8000-5b6c7d8e9f01', name: 'acme-sandbox' },
];
const PEOPLE = ['sidelight@acme.example', 'olivia.castellano@acme.example'];
const KNOWN = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'offline_access'];

const Client = z.object({ client_id: z.string(), client_secret: z.string() });
const Input = z.discriminatedUnion('grant_type', [
  z.object({ grant_type: z.literal('authorization_code'), code: z.string(), redirect_uri: z.string() }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
]);

const refused = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
});
export const bearerIn = (req: Request): string => /^Bearer (.+)$/i.exec(req.get('authorization') ?? '')?.[1] ?? '';

/** Reached without a token of the site's: the page, and where tokens are. */
export const isAtlassianOauthPath = (path: string): boolean => path === '/authorize' || path === '/oauth/token';

/** Atlassian's side of OAuth (3LO) for our app: refresh tokens rotate, and nothing takes one back. */
export function atlassianAppRoutes(app: RegisteredApp, siteUrl: (name: string) => string): readonly Route[] {
  const tokens = (req: Request): Answer => {
    const sender = Client.safeParse(req.body).data;
    if (sender?.client_id !== app.id || sender.client_secret !== app.secret)
      return refused(401, 'access_denied', 'Unauthorized');
    const input = Input.safeParse(req.body).data;
    if (!input) return refused(400, 'invalid_request', 'The grant_type is unknown.');
    if (input.grant_type === 'refresh_token') {
      const renewed = app.grants.renew(input.refresh_token);
      if (renewed && app.losesAnswers > 0) {
        app.losesAnswers--;
        return { ...answered(renewed), isLost: true };
      }
      return renewed ? answered(renewed) : refused(403, 'invalid_grant', 'Unknown or invalid refresh token.');
    }
    const issued = app.grants.exchange(input.code, input.redirect_uri, undefined);
    return issued ? answered(issued) : refused(403, 'invalid_grant', 'Invalid authorization code');
  };
  const resources = (req: Request): Answer => {
    const holder = app.grants.holder(bearerIn(req));
    if (!holder) return { status: 401, body: { code: 401, message: 'Unauthorized' } };
    const sites = SITES.filter(({ id }) => holder.accounts.includes(id));
    const scopes = holder.scopes.filter((scope) => scope !== 'offline_access');
    return ok(
      sites.map(({ id, name }) => ({ id, name, url: siteUrl(name), scopes, avatarUrl: `${siteUrl(name)}/a.png` })),
    );
  };
  return [
    ...consentRoutes({
      ...{ path: '/authorize', vendor: 'Atlassian', app, people: PEOPLE, accounts: SITES, severalAccounts: true },
      scopesIn({ scope = '', audience }) {
        if (audience !== 'api.atlassian.com') return 'The audience is unknown.';
        const asked = scope.split(' ').filter(Boolean);
        const unknown = asked.filter((one) => !KNOWN.includes(one));
        return unknown.length > 0 ? `The app has no scope ${unknown.join(', ')}.` : asked;
      },
    }),
    { method: 'post', path: '/oauth/token', handle: tokens },
    { method: 'get', path: '/oauth/token/accessible-resources', handle: resources },
  ];
}

const answered = ({ access, refresh, scopes }: AppTokens): Answer =>
  ok({
    ...{ access_token: access, token_type: 'Bearer', expires_in: 3600, scope: scopes.join(' ') },
    ...(scopes.includes('offline_access') && { refresh_token: refresh }),
  });
