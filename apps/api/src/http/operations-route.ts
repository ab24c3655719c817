import { Router } from 'express';
import type { Metrics } from './metrics.ts';

export interface OperationsRouteDeps {
  readonly metrics: Metrics;
  readonly openapi: unknown;
  /** Whether a request could be served now: the store answers and nobody is draining. */
  isReady(): Promise<boolean>;
}

/** For orchestrators and monitors: no session, and nothing about any customer. */
export function operationsRoute(deps: OperationsRouteDeps): Router {
  return Router()
    .get('/healthz', (_req, res) => void res.json({ ok: true }))
    .get('/readyz', async (_req, res) => {
      const isReady = await deps.isReady();
      res.status(isReady ? 200 : 503).json({ ok: isReady });
    })
    .get('/metrics', async (_req, res) => void res.type(deps.metrics.contentType).send(await deps.metrics.text()))
    .get('/openapi.json', (_req, res) => void res.json(deps.openapi));
}
