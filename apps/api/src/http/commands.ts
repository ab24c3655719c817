import type { RequestHandler } from 'express';

/** What a page keeps open by itself. */
const STREAM = '/status/stream';

/** Tells of everything that somebody does with a button; what an open page asks by itself is none of it. */
export const commands =
  (onCommand: () => void): RequestHandler =>
  (req, _res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD' && req.path !== STREAM) onCommand();
    next();
  };
