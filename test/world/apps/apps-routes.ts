import express, { Router } from 'express';
import type { Apps } from './apps.ts';

const MAX_BYTES = '25mb';

/** `POST /apps` takes the bytes of a zip; then it can be installed, and taken out again. */
export function appsRoutes(apps: Apps): Router {
  const raw = express.raw({ type: () => true, limit: MAX_BYTES });
  return Router()
    .get('/', (_req, res) => res.json({ installed: apps.installed() ?? null }))
    .post('/', raw, (req, res) => {
      const uploaded = apps.upload(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
      // Judged, which is what was asked for; nothing was made.
      if (uploaded.kind === 'refused') return void res.json(uploaded);
      res.status(201).json({ id: uploaded.app.id, ...uploaded });
    })
    .post('/:id/install', (req, res) => {
      const installed = apps.install(req.params.id);
      if (installed === 'unknown') return void res.status(404).json({ error: 'No such app was uploaded.' });
      if (installed === 'taken') {
        return void res.status(409).json({ error: 'An app is installed already. Uninstall it first.' });
      }
      res.json(installed);
    })
    .delete('/:id', (req, res) => {
      if (!apps.uninstall(req.params.id)) return void res.status(404).json({ error: 'This app is not installed.' });
      res.status(204).end();
    });
}
