import type { Request } from 'express';
import { z } from 'zod';
import type { Answer } from '../vendors/answer.ts';
import type { Route } from '../vendors/vendor.ts';
import type { AppGrants } from './app-grants.ts';
import { type AppPage, appPage, appRefused } from './app-page.ts';

/** Our app, as it is registered with the vendor; tests change what its people allow. */
export interface RegisteredApp {
  readonly id: string;
  readonly secret: string;
  readonly grants: AppGrants;
  isOwnAddress(redirectUri: string): boolean;
  /** Scopes that whoever allows it has not got, or leaves out; and such as come though nobody asked. */
  lacks: readonly string[];
  adds: readonly string[];
  /** So many answers with new tokens are lost on their way. */
  losesAnswers: number;
}

interface ConsentDeps extends Pick<AppPage, 'vendor' | 'people' | 'accounts' | 'severalAccounts'> {
  readonly path: string;
  readonly app: RegisteredApp;
  /** What is asked for, and whether it may be; a sentence where not. */
  scopesIn(query: Readonly<Record<string, string>>): readonly string[] | string;
}

const Asked = z.object({
  response_type: z.literal('code').default('code'),
  redirect_uri: z.string(),
  state: z.string(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal('S256').optional(),
});
const Texts = z.record(z.string(), z.string());
const Decision = z.object({
  decision: z.enum(['allow', 'deny']),
  person: z.string(),
  account: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
});
const HTML = 'text/html; charset=utf-8';

/** The vendor's page to say yes on, and where it sends the answer. */
export function consentRoutes({ path, app, scopesIn, ...page }: ConsentDeps): readonly Route[] {
  const shown = (status: number, body: string, to?: string): Answer => {
    const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self' ${to ?? ''}; frame-ancestors 'none'`;
    return { status, type: HTML, body, headers: { 'content-security-policy': policy } };
  };
  const refused = (sentence: string) => shown(400, appRefused(page.vendor, sentence));

  function read(given: unknown) {
    const asked = Asked.safeParse(given);
    const query = Texts.safeParse(given);
    if (!asked.success) return `${String(asked.error.issues[0]?.path[0])} is missing or wrong.`;
    if (given === null || !query.success || query.data.client_id !== app.id) return 'No app has this client_id.';
    if (!app.isOwnAddress(asked.data.redirect_uri)) return 'The redirect_uri is not one of this app.';
    const scopes = scopesIn(query.data);
    return typeof scopes === 'string' ? scopes : { ...asked.data, scopes, query: query.data };
  }

  const ask = (req: Request): Answer => {
    const asked = read(req.query);
    if (typeof asked === 'string') return refused(asked);
    const body = appPage({ ...page, action: path, scopes: asked.scopes }, asked.query);
    return shown(200, body, new URL(asked.redirect_uri).origin);
  };
  const decide = (req: Request): Answer => {
    const { decision: _, person: __, account: ___, ...rest } = Object(req.body) as Record<string, unknown>;
    const [asked, said] = [read(rest), Decision.safeParse(req.body)];
    if (typeof asked === 'string') return refused(asked);
    if (!said.success) return refused('Nobody was chosen.');
    const { person, account: accounts, decision } = said.data;
    const url = new URL(asked.redirect_uri);
    url.searchParams.set('state', asked.state);
    if (decision === 'deny') url.searchParams.set('error', 'access_denied');
    else {
      const scopes = [...asked.scopes.filter((scope) => !app.lacks.includes(scope)), ...app.adds];
      const { redirect_uri: redirectUri, code_challenge: challenge } = asked;
      url.searchParams.set('code', app.grants.code({ person, accounts, scopes, redirectUri, challenge }));
    }
    return { status: 302, type: HTML, body: '', headers: { location: url.href } };
  };
  return [
    { method: 'get', path, handle: ask },
    { method: 'post', path, handle: decide },
  ];
}
