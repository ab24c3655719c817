import type { RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { RequestLimits } from '../access/request-limits.ts';
import { strangers, tenantsRoutes, toTenant } from './authenticate.ts';
import { cleanUrls } from './clean-urls.ts';
import { type ContextRouteDeps, contextRoute } from './context-route.ts';
import { guesses, NAMING } from './guesses.ts';
import { safeHeaders } from './headers.ts';
import { type OauthRouteDeps, oauthRoute } from './oauth-route.ts';
import { type OperationsRouteDeps, operationsRoute } from './operations-route.ts';
import { problems, sendProblem } from './problem.ts';
import { requestIds } from './request-id.ts';
import { type SessionRouteDeps, sessionRoute } from './session-route.ts';
import { type WebhooksRouteDeps, webhooksRoute } from './webhooks-route.ts';
import { type ZafRouteDeps, zafRoute } from './zaf-route.ts';

export interface AppDeps extends ContextRouteDeps {
  now(): number;
  readonly zaf: Omit<ZafRouteDeps, 'sessions' | 'check' | 'limits' | 'now' | 'steadyNow'>;
  readonly limits: RequestLimits;
  readonly signing: SessionRouteDeps;
  readonly operations: OperationsRouteDeps;
  readonly oauth: OauthRouteDeps;
  readonly webhooks: Omit<WebhooksRouteDeps, 'now' | 'onNotStored' | 'isStoreAway'>;
  /** The built sidebar. */
  readonly distDir: string;
}

/** A script or a style: its name is of what is in it. */
const sameForEverybody = (res: ServerResponse) => res.setHeader('cache-control', 'public, max-age=31536000, immutable');

const FILES = { index: false, redirect: false, setHeaders: sameForEverybody };

/** The table of contents of the service. Reads no environment, opens no socket. */
export function createApp(deps: AppDeps): RequestListener {
  const { sessions, tenants, check, limits, now, steadyNow } = deps;
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.enable('case sensitive routing').enable('strict routing');
  app.use(requestIds, safeHeaders, cleanUrls);
  // Each tenant's routes are its own: made from its map and its connections, and reached by its sessions alone.
  app.use('/v1', toTenant(check, sessions, tenants), sessionRoute(deps.signing));
  app.use(
    NAMING.map((path) => `/v1${path}`),
    guesses(check, limits),
  );
  app.use('/v1', tenantsRoutes);
  app.use(
    '/webhooks',
    strangers((req) => check.stranger(req, 'webhook')),
  );
  const { onBug: onNotStored, isStoreAway } = deps;
  app.use('/webhooks', webhooksRoute({ ...deps.webhooks, now, onNotStored, isStoreAway }));
  app.use(strangers((req) => check.stranger(req)));
  app.use(operationsRoute(deps.operations));
  app.use('/assets', express.static(join(deps.distDir, 'assets'), FILES));
  app.use('/zaf', zafRoute({ ...deps.zaf, sessions, check, limits, now, steadyNow }));
  app.use('/oauth', oauthRoute(deps.oauth));
  app.use((_req, res) => sendProblem(res, 'not_found'));
  app.use(problems(deps));

  const postContext = contextRoute(deps);
  return (req, res) => {
    if (req.url === '/v1/context' && req.method === 'POST') void postContext(req, res);
    else app(req, res);
  };
}
