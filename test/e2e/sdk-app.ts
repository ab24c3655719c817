import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express from 'express';
import type { InstalledApp } from '../world/apps/installed-app.ts';
import { createHelpdeskPage } from '../world/helpdesk-page/page.ts';
import { worldStaff } from '../world/helpdesk-page/world-staff.ts';
import { worldTickets } from '../world/helpdesk-page/world-tickets.ts';
import { listen } from '../world/listen.ts';
import { startWorld, type World } from '../world/world.ts';

const LOCATIONS = ['background', 'top_bar', 'nav_bar', 'ticket_sidebar', 'new_ticket_sidebar'];

/** What a page of the app has: a client of the SDK, and every event it has heard, in order. */
const PAGE = `
window.heard = [];
window.client = ZAFClient.init();
window.listen = (client, ...events) =>
  events.forEach((event) => client.on(event, (payload) => window.heard.push([event, payload ?? null])));
listen(client, 'app.registered', 'app.activated', 'app.deactivated', 'pane.activated', 'pane.deactivated',
  'instance.created', 'instance.registered');
`;

/** The published SDK as a script for pages: each of its files as it stands, in the frame that CommonJS gives it. */
async function sdkScript(): Promise<string> {
  const lib = dirname(
    createRequire(new URL('../../apps/sidebar/package.json', import.meta.url)).resolve('@zendesk/zaf-client'),
  );
  const files = ['index', 'client', 'utils', 'vendor/native-promise-only'];
  const texts = await Promise.all(files.map((file) => readFile(join(lib, `${file}.js`), 'utf8')));
  const modules = files.map((file, i) => `${JSON.stringify(`./${file}`)}(require, module, exports) {\n${texts[i]}\n}`);
  return `const files = { ${modules.join(',\n')} };
const made = {};
const load = (name) => {
  if (!made[name]) {
    made[name] = { exports: {} };
    files[name](load, made[name], made[name].exports);
  }
  return made[name].exports;
};
window.ZAFClient = load('./index');`;
}

export interface SdkDesk {
  readonly world: World;
  readonly url: string;
  stop(): Promise<void>;
}

/** The helpdesk page with a small app of another maker: a page in every place, and nothing of ours in it. */
export async function openSdkDesk(): Promise<SdkDesk> {
  const sdk = await sdkScript();
  const world = await startWorld({ customers: 3, apiUrl: 'http://127.0.0.1:9' });
  let helpdeskUrl = '';
  const appServer = express();
  appServer.get('/sdk.js', (_req, res) => res.type('js').send(sdk));
  appServer.get('/page.js', (_req, res) => res.type('js').send(PAGE));
  appServer.get('/healthz', (_req, res) => res.json({}));
  appServer.all('/:location', (req, res) =>
    res
      .type('html')
      .send(
        `<!doctype html><title>${req.params.location}</title><script src="/sdk.js"></script><script src="/page.js"></script>`,
      ),
  );
  const app = await listen(appServer, 0);
  const installed: InstalledApp = {
    ...{ id: '77', installationId: '770', name: 'Probe', version: '1.0.0', hosts: [], brings: [] },
    locations: LOCATIONS.map((name) => ({ name, url: `${app.url}/${name}` })),
  };
  // In place of the world's own: it signs for our product only.
  const controlServer = express().use(express.json());
  controlServer.post('/sign', (req, res) => {
    const { location, appGuid, colorScheme } = req.body;
    const query = new URLSearchParams({ origin: helpdeskUrl, app_guid: appGuid, colorScheme });
    res.json({ url: `${app.url}/${location}?${query}`, token: 'probe' });
  });
  controlServer.get(/^\/(faults|calls)$/, (_req, res) => res.json({}));
  const control = await listen(controlServer, 0);
  const page = await listen(
    createHelpdeskPage({
      ...{ controlUrl: control.url, app: () => installed, keys: [], account: { subdomain: world.tenant } },
      helpdesk: { url: world.urls.zendesk, token: world.credentials.zendesk.token },
      tickets: worldTickets(world),
      staff: worldStaff(world),
    }),
    0,
  );
  helpdeskUrl = page.url;
  return {
    world,
    url: page.url,
    async stop() {
      await Promise.all([page.close(), app.close(), control.close()]);
      await world.stop();
    },
  };
}
