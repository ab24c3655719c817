import express, { type Router } from 'express';
import { forward } from './forward.ts';

const systems = /^[a-z_]{1,40}$/;
const appId = /^\d{1,20}$/;
const ticketId = /^\d{1,20}$/;

/**
 * The page's way to the world's control port, so that the browser talks to one origin only.
 * Just what the page needs; anything else is a 404.
 */
export function controlDoor(controlUrl: string): Router {
  const router = express.Router();
  const pass =
    (path: (system: string) => string): express.RequestHandler =>
    async (req, res, next) => {
      const system = String(req.params.system ?? '');
      if (req.params.system !== undefined && !systems.test(system)) return next();
      const hasBody = req.method === 'PUT' || req.method === 'POST';
      const url = `${controlUrl}${path(system)}`;
      await forward({ url, method: req.method, ...(hasBody ? { body: req.body } : {}) }, 'The control port', res);
    };
  router.get(
    '/tickets',
    pass(() => '/tickets'),
  );
  router.post(
    '/sign',
    pass(() => '/sign'),
  );
  router
    .route('/calls')
    .get(pass(() => '/calls'))
    .delete(pass(() => '/calls'));
  router.get(
    '/alerts',
    pass(() => '/alerts'),
  );
  router.delete('/played/:ticket', async (req, res, next) => {
    if (!ticketId.test(req.params.ticket)) return next();
    await forward({ url: `${controlUrl}/played/${req.params.ticket}`, method: 'DELETE' }, 'The control port', res);
  });
  router.put('/payments/:ticket', async (req, res, next) => {
    if (!ticketId.test(req.params.ticket)) return next();
    const url = `${controlUrl}/payments/${req.params.ticket}`;
    await forward({ url, method: 'PUT', body: req.body }, 'The control port', res);
  });
  router
    .route('/faults')
    .get(pass(() => '/faults'))
    .delete(pass(() => '/faults'));
  router
    .route('/faults/:system')
    .put(pass((system) => `/faults/${system}`))
    .delete(pass((system) => `/faults/${system}`));
  router
    .route('/apps')
    .get(pass(() => '/apps'))
    .post(express.raw({ type: 'application/zip', limit: '25mb' }), async (req, res) => {
      const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      await forward({ url: `${controlUrl}/apps`, method: 'POST', bytes }, 'The control port', res);
    });
  const onApp =
    (method: string, path: string): express.RequestHandler<{ id: string }> =>
    async (req, res, next) => {
      if (!appId.test(req.params.id)) return next();
      await forward({ url: `${controlUrl}/apps/${req.params.id}${path}`, method }, 'The control port', res);
    };
  router.post('/apps/:id/install', onApp('POST', '/install'));
  router.delete('/apps/:id', onApp('DELETE', ''));
  return router;
}
