import type { CookieOptions, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import type { AgentConsent } from '../setup/agent-consent.ts';
import type { OauthOutcome, SentBack } from '../setup/oauth-connect.ts';
import { type PlainMore, plainPage } from './plain-page.ts';
import { routes } from './routes.ts';

export interface OauthRouteDeps {
  /** Undefined where no OAuth client is configured. */
  readonly connect: HelpdeskConsent | undefined;
  /** The same for agents, who allow the helpdesk to be asked as them. */
  readonly agents: Pick<AgentConsent, 'finish'> | undefined;
  /** The same for systems of other vendors. */
  readonly vendors: VendorConsents | undefined;
}

interface HelpdeskConsent {
  finish(sentBack: SentBack, signal: AbortSignal): Promise<OauthOutcome>;
}

interface VendorConsents {
  begin(state: string): { readonly url: string; readonly mark: string } | undefined;
  finish(sentBack: SentBack, marks: readonly string[], signal: AbortSignal): Promise<OauthOutcome | undefined>;
  /** Whether browsers reach this server by https. */
  readonly isSecure: boolean;
}

const State = z.object({ state: z.string().max(2000) });
const Query = State.extend({
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
});
const TIMEOUT_MS = 15_000;
const MARK_LIFE_MS = 10 * 60_000;
const MARK = 'sidelight-consent-';
/** No other host can set one of that name (RFC 6265bis 4.1.3.2). */
const HOST_ONLY = '__Host-';

/**
 * `GET /oauth/begin`: marks the browser that sets out for a vendor's page, and sends it there.
 * `GET /oauth/callback`: where a vendor's own page sends somebody back to. In a window of its own: nobody frames it.
 */
export function oauthRoute({ connect, agents, vendors }: OauthRouteDeps): Router {
  const nameOf = (mark: string) => `${vendors?.isSecure ? HOST_ONLY : ''}${MARK}${mark}`;
  // Sent back on the way from the vendor's page, which is another site, and to no script.
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: vendors?.isSecure ?? false, path: '/' };

  const begin: RequestHandler = (req, res) => {
    const query = State.safeParse(req.query);
    const begun = query.success ? vendors?.begin(query.data.state) : undefined;
    if (!begun) return plainPage(res, undefined, 'expired');
    res.cookie(nameOf(begun.mark), '1', { ...options, maxAge: MARK_LIFE_MS });
    // As on the page at the end: whoever opened the window closes it again, which a redirect can take from them too.
    res.set({ 'cache-control': 'no-store', 'cross-origin-opener-policy': 'unsafe-none' }).redirect(302, begun.url);
  };

  const finish: RequestHandler = async (req, res) => {
    const query = Query.safeParse(req.query);
    if (!query.success) return plainPage(res, undefined, 'expired');
    const { state, code, error, error_description: description } = query.data;
    const [sentBack, signal] = [{ state, code, error, description }, AbortSignal.timeout(TIMEOUT_MS)];
    const marks = marksIn(req.headers.cookie, nameOf(''));
    const outcome =
      (await agents?.finish(sentBack, signal)) ??
      (await vendors?.finish(sentBack, marks, signal)) ??
      (await connect?.finish(sentBack, signal));
    for (const mark of marks) res.clearCookie(nameOf(mark), options);
    answer(res, outcome ?? { kind: 'expired' });
  };
  return routes().get('/begin', begin).get('/callback', finish);
}

function answer(res: Response, outcome: OauthOutcome): void {
  plainPage(res, undefined, outcome.kind, moreOf(outcome));
}

function moreOf(outcome: OauthOutcome): PlainMore {
  if (outcome.kind === 'scope_missing' || outcome.kind === 'vendor_withholds') return { details: outcome.scopes };
  if (outcome.kind === 'scope_refused')
    return { details: outcome.scopes, links: [{ href: outcome.again, text: 'go_on_without' }] };
  if (outcome.kind === 'other_account') return { details: outcome.accounts };
  if (outcome.kind === 'which_account')
    return { links: outcome.choices.map(({ name, url }) => ({ href: url, named: name })) };
  return {};
}

/** What the browser has kept since it set out. */
const marksIn = (cookies: string | undefined, before: string): readonly string[] =>
  (cookies ?? '').split(';').flatMap((one) => {
    const [name = ''] = one.trim().split('=', 1);
    return name.startsWith(before) ? [name.slice(before.length)] : [];
  });
