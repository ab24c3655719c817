import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import { drawingIn } from '../apps/app-icon.ts';
import type { IconPlace } from '../apps/installed-app.ts';
import { browserCode } from './browser-code.ts';
import { controlDoor } from './control-door.ts';
import { type HelpdeskApi, helpdeskDoor } from './helpdesk-door.ts';
import { contentPolicy, ownPagesOnly } from './page-protection.ts';
import type { InstalledApp, PageSettings } from './workspace.ts';
import type { TicketSource } from './world-tickets.ts';

export interface HelpdeskPageOptions extends Pick<PageSettings, 'account' | 'staff' | 'keys'> {
  /** The world's control port: faults, calls, signing. */
  readonly controlUrl: string;
  /** What is installed: where it is served is the only place a frame may come from. Asked for at each page load. */
  app(): InstalledApp | undefined;
  /** The drawings that the installed app brings for its icon. */
  icon?(place: IconPlace): string | undefined;
  /** The simulated helpdesk's own API: where what the agent changes goes. */
  readonly helpdesk: HelpdeskApi;
  readonly tickets: TicketSource;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const probeMs = 2000;

/** The helpdesk page of the demo. Keeps nothing: all state is in the world and in the browser. */
export function createHelpdeskPage({
  controlUrl,
  app: installed,
  icon,
  helpdesk,
  tickets,
  ...shown
}: HelpdeskPageOptions): Express {
  const origins = () => [...new Set(installed()?.locations.map(({ url }) => new URL(url).origin))];

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(ownPagesOnly, contentPolicy(origins), express.json());
  app.get('/', async (_req, res) => {
    const settings: PageSettings = { ...shown, app: installed() ?? null };
    // Inside a script block `<` could end it early; in JSON it may be written as an escape.
    const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
    const page = await readFile(here('page.html'), 'utf8');
    res.type('html').send(page.replace('{{settings}}', () => json));
  });
  // The real helpdesk's address of the app's own page, and of a place in it; here all of it is one page.
  app.get('/agent/apps/sidelight{/*route}', (req, res) => {
    res.redirect(302, `/#${req.path.slice('/agent'.length)}`);
  });
  app.use('/styles', express.static(here('styles'), { cacheControl: false }));
  app.use('/code', browserCode());
  app.get('/app-icon/:place/:symbol', (req, res) => {
    const { place, symbol } = req.params;
    if (place !== 'top_bar' && place !== 'nav_bar') return res.status(404).end();
    res.type('svg').send(drawingIn(icon?.(place), symbol));
  });
  app.get('/tickets', (_req, res) => res.json(tickets.list()));
  app.get('/tickets/:id', (req, res) => {
    const ticket = tickets.find(req.params.id);
    if (ticket) res.json(ticket);
    else res.status(404).json({ title: 'There is no such ticket.' });
  });
  app.use('/control', controlDoor(controlUrl));
  // The real helpdesk is one host; here its API is another server.
  app.get('/oauth/authorizations/new', (req, res) => res.redirect(302, `${helpdesk.url}${req.originalUrl}`));
  app.use('/api/v2', helpdeskDoor(helpdesk));
  app.get('/app-health', async (_req, res) => {
    const [origin] = origins();
    const probe = AbortSignal.timeout(probeMs);
    const isUp = fetch(`${origin}/healthz`, { signal: probe }).then(
      () => true,
      () => false,
    );
    res.json({ isUp: origin !== undefined && (await isUp) });
  });
  return app;
}
