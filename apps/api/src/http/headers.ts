import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Of an answer that is no page: it runs nothing, shows nothing and is framed by nobody. */
const NOTHING = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const common = helmet({ contentSecurityPolicy: false, frameguard: false, crossOriginEmbedderPolicy: false });

/**
 * On every answer, errors and scripts too, and kept by no browser. A page puts its own policy in the place of this one;
 * what is the same for everybody says itself how long it may be kept.
 */
export const safeHeaders: RequestHandler = (req, res, next) => {
  res.setHeader('content-security-policy', NOTHING);
  res.setHeader('cache-control', 'no-store');
  common(req, res, next);
};

/** The same for what is answered before the framework: as much of it as an answer that is no page can use. */
export const rawHeaders = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'referrer-policy': 'no-referrer',
} as const;
