import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express, { type Router } from 'express';
import helmet from 'helmet';
import { authenticate } from './http/authenticate.ts';
import { type ContextRouteDeps, contextRoute } from './http/context-route.ts';
import { type LinksRouteDeps, linksRoute } from './http/links-route.ts';
import { type MapRouteDeps, mapRoute } from './http/map-route.ts';
import { type OperationsRouteDeps, operationsRoute } from './http/operations-route.ts';
import { type OwnersRouteDeps, ownersRoute } from './http/owners-route.ts';
import { problems, sendProblem } from './http/problem.ts';
import { requestIds } from './http/request-id.ts';
import { type WebhooksRouteDeps, webhooksRoute } from './http/webhooks-route.ts';
import { type ZafRouteDeps, zafRoute } from './http/zaf-route.ts';

export interface AppDeps {
  readonly context: ContextRouteDeps;
  readonly links: LinksRouteDeps;
  readonly zaf: ZafRouteDeps;
  readonly webhooks: WebhooksRouteDeps;
  readonly operations: OperationsRouteDeps;
  readonly status: Router;
  readonly incidents: Router;
  readonly owners: OwnersRouteDeps;
  readonly map: MapRouteDeps;
  /** The built sidebar. */
  readonly distDir: string;
}

/** The table of contents of the service. Reads no environment, opens no socket. */
export function createApp(deps: AppDeps): RequestListener {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(requestIds);
  // The page sets its own, stricter policy; frames are allowed by it, so no X-Frame-Options.
  app.use(helmet({ contentSecurityPolicy: false, frameguard: false, crossOriginEmbedderPolicy: false }));
  app.use(operationsRoute(deps.operations));
  app.use('/assets', express.static(join(deps.distDir, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.use('/zaf', zafRoute(deps.zaf));
  app.use('/webhooks', webhooksRoute(deps.webhooks));
  app.use('/v1', authenticate(deps.context.sessions));
  app.use('/v1/links', linksRoute(deps.links));
  app.use('/v1/status', deps.status);
  app.use('/v1/incidents', deps.incidents);
  app.use('/v1/owners', ownersRoute(deps.owners));
  app.use('/v1/map', mapRoute(deps.map));
  app.use((_req, res) => sendProblem(res, 'not_found'));
  app.use(problems(deps.context.onBug));

  const postContext = contextRoute(deps.context);
  return (req, res) => {
    if (req.url === '/v1/context' && req.method === 'POST') void postContext(req, res);
    else app(req, res);
  };
}
