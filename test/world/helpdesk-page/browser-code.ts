import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

const root = fileURLToPath(new URL('.', import.meta.url));

/** `browser/**` and `host/**` as the browser reads them: the same files, their types blanked out, line for line. */
export function browserCode(): Router {
  const router = express.Router();
  router.get('/:folder/:file', async (req, res, next) => {
    const { folder, file } = req.params;
    if (!/^(browser|host)$/.test(folder) || !/^[a-z][a-z-]*\.ts$/.test(file)) return next();
    const source = await readFile(`${root}${folder}/${file}`, 'utf8').catch(() => undefined);
    if (source === undefined) return next();
    res.type('text/javascript').set('cache-control', 'no-store').send(stripTypeScriptTypes(source));
  });
  return router;
}
