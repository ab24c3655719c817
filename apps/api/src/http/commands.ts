import type { RequestHandler } from 'express';

/** What an open page asks by itself. */
const BY_ITSELF = /^\/(status\/stream|incidents\/[^/]+\/warning)$/;

/** Tells of everything that somebody does with a button; what an open page asks by itself is none of it. */
export const commands =
  (onCommand: () => void): RequestHandler =>
  (req, _res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD' && !BY_ITSELF.test(req.path)) onCommand();
    next();
  };
