import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from '../vendors/answer.ts';
import type { Route } from '../vendors/vendor.ts';
import { consentRoutes, type RegisteredApp } from './app-consent.ts';
import type { AppTokens } from './app-grants.ts';

const TOKEN = '/oauth/2026-09/token';
const OAUTH = 'oauth';
/** As the app's settings have them: all required ones have to stand in `scope`. */
const REQUIRED = [OAUTH, 'crm.objects.contacts.read', 'crm.objects.companies.read'];
const OPTIONAL = ['deals.read', 'owners.read', 'contacts.write', 'companies.write'].map((end) => `crm.objects.${end}`);

export const HUB_ACCOUNTS = [
  { id: '48160021', name: 'acme.example' },
  { id: '48160099', name: 'other.example' },
];
const PEOPLE = ['olivia.castellano@acme.example', 'ruth.abara@acme.example'];

const Client = z.object({ client_id: z.string(), client_secret: z.string() });
const Input = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    ...{ code: z.string(), redirect_uri: z.string(), code_verifier: z.string().optional() },
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
]);
const OneToken = z.object({ token: z.string() });
const ClientCredentials = z.object({ grant_type: z.literal('client_credentials') });

const refused = (status: string, message: string): Answer => ({
  status: 400,
  body: { status, message, correlationId: randomUUID() },
});
const wordsIn = (text = ''): string[] => text.split(' ').filter(Boolean);

export const isHubspotOauthPath = (path: string): boolean => path.startsWith('/oauth/');

/** HubSpot's side of OAuth for our app. `ofApp`: tokens of the app itself, where it has a journal. */
export function hubspotAppRoutes(app: RegisteredApp, ofApp: ((req: Request) => Answer) | undefined): readonly Route[] {
  const wrongClient = (req: Request): Answer | undefined => {
    const sender = Client.safeParse(req.body).data;
    if (sender?.client_id !== app.id) return refused('BAD_CLIENT_ID', 'missing or unknown client id');
    return sender.client_secret === app.secret
      ? undefined
      : refused('BAD_CLIENT_SECRET', 'missing or invalid client secret');
  };
  const tokens = (req: Request): Answer => {
    if (ofApp && ClientCredentials.safeParse(req.body).success) return ofApp(req);
    const wrong = wrongClient(req);
    if (wrong) return wrong;
    const input = Input.safeParse(req.body).data;
    if (!input) return refused('BAD_GRANT_TYPE', 'missing or unknown grant type');
    if (input.grant_type === 'refresh_token') {
      const renewed = app.grants.renew(input.refresh_token);
      return renewed ? answered(renewed) : refused('BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    }
    const issued = app.grants.exchange(input.code, input.redirect_uri, input.code_verifier);
    return issued ? answered(issued) : refused('BAD_AUTH_CODE', 'missing or unknown auth code');
  };
  const introspect = (req: Request): Answer => {
    const token = OneToken.safeParse(req.body).data?.token ?? '';
    const holder = wrongClient(req) ? undefined : app.grants.holder(token);
    if (!holder) return ok({ active: false });
    const hub = HUB_ACCOUNTS.find(({ id }) => holder.accounts.includes(id)) ?? HUB_ACCOUNTS[0]!;
    return ok({
      ...{ active: true, token_use: 'access_token', token, token_type: 'bearer', client_id: app.id, app_id: 7123 },
      ...{ hub_id: Number(hub.id), hub_domain: hub.name, user_id: 77_001, user: holder.person },
      ...{ scopes: holder.scopes, expires_in: 1800, is_private_distribution: true, signed_access_token: {} },
    });
  };
  const revoke = (req: Request): Answer => {
    const wrong = wrongClient(req);
    if (!wrong) app.grants.revoke(OneToken.safeParse(req.body).data?.token ?? '');
    return wrong ?? ok({});
  };
  return [
    ...consentRoutes({
      ...{
        path: '/oauth/authorize',
        vendor: 'HubSpot',
        app,
        people: PEOPLE,
        accounts: HUB_ACCOUNTS,
        severalAccounts: false,
      },
      scopesIn({ scope, optional_scope }) {
        const [asked, optional] = [wordsIn(scope), wordsIn(optional_scope)];
        const missing = REQUIRED.filter((one) => !asked.includes(one));
        if (missing.length > 0) return `The app requires ${missing.join(', ')}.`;
        const unknown = [...asked, ...optional].filter((one) => ![...REQUIRED, ...OPTIONAL].includes(one));
        return unknown.length > 0 ? `The app has no scope ${unknown.join(', ')}.` : [...asked, ...optional];
      },
    }),
    { method: 'post', path: TOKEN, handle: tokens },
    { method: 'post', path: `${TOKEN}/introspect`, handle: introspect },
    { method: 'post', path: `${TOKEN}/revoke`, handle: revoke },
  ];
}

const answered = ({ access, refresh, accounts, scopes }: AppTokens): Answer =>
  ok({
    ...{ token_type: 'bearer', access_token: access, refresh_token: refresh, expires_in: 1800, scopes },
    ...{ hub_id: Number(accounts[0]), user_id: 77_001, token_use: 'access_token' },
  });

/** What a token needs for a path, of which it has to have one. */
export function hubspotScopeFor(method: string, path: string): string | undefined {
  const kind = /\/(contacts|companies|deals|owners)\b/.exec(path)?.[1];
  if (kind === undefined || path.includes('/properties/') || path.includes('/pipelines/')) return undefined;
  const isWrite = method !== 'GET' && !/\/(search|batch\/read|read)$/.test(path);
  return `crm.objects.${kind}.${isWrite ? 'write' : 'read'}`;
}
