import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import helmet from 'helmet';
import { authenticate, sessionOf } from './authenticate.ts';
import { cleanUrls } from './clean-urls.ts';
import { type ContextRouteDeps, contextRoute } from './context-route.ts';
import { type OauthRouteDeps, oauthRoute } from './oauth-route.ts';
import { type OperationsRouteDeps, operationsRoute } from './operations-route.ts';
import { problems, sendProblem } from './problem.ts';
import { requestIds } from './request-id.ts';
import { type WebhooksRouteDeps, webhooksRoute } from './webhooks-route.ts';
import { type ZafRouteDeps, zafRoute } from './zaf-route.ts';

export interface AppDeps extends ContextRouteDeps {
  readonly zaf: Omit<ZafRouteDeps, 'sessions' | 'now'>;
  readonly operations: OperationsRouteDeps;
  readonly oauth: OauthRouteDeps;
  readonly webhooks: Omit<WebhooksRouteDeps, 'now' | 'onNotStored'>;
  /** The built sidebar. */
  readonly distDir: string;
}

/** The table of contents of the service. Reads no environment, opens no socket. */
export function createApp(deps: AppDeps): RequestListener {
  const { sessions, tenants, now } = deps;
  /** Each tenant's routes are its own: made from its map and its connections, and reached by its sessions alone. */
  const toTenant: RequestHandler = async (req, res, next) => {
    const { tenant } = sessionOf(res);
    const handle = tenants.get(tenant) ?? (await tenants.wake(tenant));
    if (handle) handle.routes(req, res, next);
    else sendProblem(res, 'not_signed_in');
  };
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(requestIds, cleanUrls);
  // The page sets its own, stricter policy; frames are allowed by it, so no X-Frame-Options.
  app.use(helmet({ contentSecurityPolicy: false, frameguard: false, crossOriginEmbedderPolicy: false }));
  app.use(operationsRoute(deps.operations));
  app.use('/assets', express.static(join(deps.distDir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use('/zaf', zafRoute({ ...deps.zaf, sessions, now }));
  app.use('/oauth', oauthRoute(deps.oauth));
  app.use('/webhooks', webhooksRoute({ ...deps.webhooks, now, onNotStored: deps.onBug }));
  app.use('/v1', authenticate(sessions), toTenant);
  app.use((_req, res) => sendProblem(res, 'not_found'));
  app.use(problems(deps.onBug));

  const postContext = contextRoute(deps);
  return (req, res) => {
    if (req.url === '/v1/context' && req.method === 'POST') void postContext(req, res);
    else app(req, res);
  };
}
