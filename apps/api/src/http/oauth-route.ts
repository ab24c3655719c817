import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { AgentConsent } from '../setup/agent-consent.ts';
import type { OauthConnect } from '../setup/oauth-connect.ts';
import { plainPage } from './plain-page.ts';

export interface OauthRouteDeps {
  /** Undefined where no OAuth client is configured. */
  readonly connect: OauthConnect | undefined;
  /** The same for agents, who allow the helpdesk to be asked as them. */
  readonly agents: Pick<AgentConsent, 'finish'> | undefined;
}

const Query = z.object({
  state: z.string().max(2000),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
});
const TIMEOUT_MS = 10_000;

/** `GET /oauth/callback`: where the helpdesk's own page sends somebody back to. In a window of its own: nobody frames it. */
export function oauthRoute({ connect, agents }: OauthRouteDeps): Router {
  const finish: RequestHandler = async (req, res) => {
    const query = Query.safeParse(req.query);
    if (!connect || !query.success) return plainPage(res, undefined, 'expired');
    const { state, code, error, error_description: description } = query.data;
    const [sentBack, signal] = [{ state, code, error, description }, AbortSignal.timeout(TIMEOUT_MS)];
    const outcome = (await agents?.finish(sentBack, signal)) ?? (await connect.finish(sentBack, signal));
    if (outcome.kind === 'scope_missing') return plainPage(res, undefined, outcome.kind, { details: outcome.scopes });
    if (outcome.kind !== 'scope_refused') return plainPage(res, undefined, outcome.kind);
    const links = [{ href: outcome.again, text: 'go_on_without' } as const];
    plainPage(res, undefined, outcome.kind, { details: outcome.scopes, links });
  };
  return Router().get('/callback', finish);
}
