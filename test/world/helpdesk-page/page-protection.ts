import type { RequestHandler } from 'express';

/**
 * The page can mint sign-ins and break systems, so no other site open in the same browser may use it:
 * not by name (DNS rebinding) and not by posting here from elsewhere.
 */
export const ownPagesOnly: RequestHandler = (req, res, next) => {
  const from = req.get('sec-fetch-site') ?? 'none';
  if (req.hostname === 'localhost' && req.method === 'GET' && req.path === '/') {
    // The app is signed for one origin, and it is the numeric one.
    return res.redirect(302, `http://127.0.0.1:${req.socket.localPort}/`);
  }
  if (req.hostname !== '127.0.0.1') return res.status(421).json({ title: 'Open this page as http://127.0.0.1.' });
  // Apps send people here from elsewhere, and all they get is a redirect.
  const isEntrance = /^\/(oauth\/authorizations\/new|agent\/apps\/.*)?$/.test(req.path);
  if (!isEntrance && from !== 'same-origin' && from !== 'none') {
    return res.status(403).json({ title: 'Only the helpdesk page may ask this.' });
  }
  next();
};

/** Frames and form posts go to the installed app alone; scripts, styles and calls stay at home. */
export const contentPolicy =
  (appOrigins: () => readonly string[]): RequestHandler =>
  (_req, res, next) => {
    const app = appOrigins().join(' ') || "'none'";
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      `frame-src ${app}`,
      `form-action ${app}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; ');
    res.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin',
      'cache-control': 'no-store',
    });
    next();
  };
