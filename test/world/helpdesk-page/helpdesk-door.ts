import express, { type Router } from 'express';
import { forward } from './forward.ts';

export interface HelpdeskApi {
  readonly url: string;
  readonly token: string;
}

/**
 * `/api/v2/**` of the simulated helpdesk, under the page's own origin as in the real one: what the
 * agent changes goes this way, and so does what an app asks for with `client.request`.
 */
export function helpdeskDoor(api: HelpdeskApi): Router {
  const router = express.Router();
  router.all('/*path', async (req, res) => {
    const hasBody = req.method === 'PUT' || req.method === 'POST';
    await forward(
      {
        // Still escaped, and still below /api/v2: express matched this very text.
        url: `${api.url}/api/v2${req.url}`,
        method: req.method,
        headers: { authorization: `Bearer ${api.token}` },
        ...(hasBody ? { body: req.body } : {}),
      },
      'The helpdesk',
      res,
    );
  });
  return router;
}
