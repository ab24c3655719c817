import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Router } from 'express';
import type { Metrics } from './metrics.ts';
import { sendProblem } from './problem.ts';
import { routes } from './routes.ts';

export interface OperationsRouteDeps {
  /** Who shows it may read what is not for the world; undefined: nobody may. */
  readonly token: string | undefined;
  readonly metrics: Metrics;
  readonly openapi: unknown;
  /** Whether a request could be served now: the store answers and nobody is draining. */
  isReady(): Promise<boolean>;
}

/** For orchestrators and monitors: no session, and nothing about any customer. Figures name helpdesks, so they take a token. */
export function operationsRoute(deps: OperationsRouteDeps): Router {
  const expected = deps.token === undefined ? undefined : digest(`Bearer ${deps.token}`);
  /** Anybody else is told what is told of an address that there is not. */
  const forOperator: RequestHandler = (req, res, next) => {
    if (expected && timingSafeEqual(digest(req.get('authorization') ?? ''), expected)) next();
    else sendProblem(res, 'not_found');
  };
  return routes()
    .get('/healthz', (_req, res) => void res.json({ ok: true }))
    .get('/readyz', async (_req, res) => {
      const isReady = await deps.isReady();
      res.status(isReady ? 200 : 503).json({ ok: isReady });
    })
    .get('/metrics', forOperator, async (_req, res) => {
      res.type(deps.metrics.contentType).send(await deps.metrics.text());
    })
    .get('/openapi.json', forOperator, (_req, res) => void res.json(deps.openapi));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
