import express, { type Express } from 'express';
import type { AlertInbox } from './alert-inbox.ts';
import type { VendorPages } from './vendor-pages.ts';

/** What belongs to nobody's fault switch: where alerts go, and the vendors' own status pages. */
export function createOutside(inbox: AlertInbox, pages: VendorPages): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  return app.use(pages.router).use(inbox.router);
}
