import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createService, type Service } from '@sidelight/api/composition/service.ts';
import { readConfig } from '@sidelight/api/config/config.ts';
import { createLog } from '@sidelight/api/log.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import express from 'express';
import { startHelpdeskPage } from '../world/helpdesk-page/start.ts';
import { listen } from '../world/listen.ts';
import { steadyBy } from '../world/steady-by.ts';
import { startWorld, type World, type WorldOptions } from '../world/world.ts';
import { launchBrowser } from './launch-browser.ts';
import { createWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

const root = join(import.meta.dirname, '../..');
const distDir = join(root, 'apps/sidebar/dist');

export interface Demo {
  readonly world: World;
  readonly map: IntegrationMap;
  readonly database: OpenDatabase;
  /** The helpdesk page, as an agent opens it. */
  readonly url: string;
  readonly apiUrl: string;
  /** A browser window of its own, on the helpdesk page. */
  open(options?: WorkspaceOptions): Promise<Workspace>;
  /** Streams of status that the API is answering just now: each of them keeps a connection. */
  streams(): number;
  /** Moves the API's clock; the browser's and the world's stay. */
  passTime(ms: number): void;
  /** Cuts every connection and stops answering, as when the process dies. */
  killApi(): Promise<void>;
  /** A new process would: same address, same store, same signing key, nothing remembered. */
  startApi(): Promise<void>;
  /** What the API logged that it should not have had to: bugs of ours. */
  bugs(): readonly string[];
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly world?: WorldOptions;
  readonly changeMap?: (map: IntegrationMap) => IntegrationMap;
  /** A copy of the map that admins may change; without it the repository's, that nobody changes. */
  readonly ownMapDir?: string;
  /** Names of the API's environment that nobody has set: what they would connect is not connected. */
  readonly unset?: readonly string[];
  /** The API has an OAuth client and knows its own address: it can ask the helpdesk as single agents. */
  readonly canAskAgents?: boolean;
}

/**
 * World, helpdesk page, API and a browser: all of the demo, on free ports, with a store in memory.
 * With a world that is not connected, the API is one that waits for its app to be installed.
 */
export async function openDemo({
  world: worldOptions,
  changeMap,
  ownMapDir,
  unset = [],
  canAskAgents = false,
}: DemoOptions = {}): Promise<Demo> {
  if (!existsSync(join(distDir, 'ticket_sidebar.html'))) {
    throw new Error(`there is no built sidebar in ${distDir}: run "npm run verify", or "vite build" in apps/sidebar`);
  }
  const loaded = await loadMap(ownMapDir ?? join(root, 'map'), AbortSignal.timeout(10_000));
  const map = changeMap ? changeMap(loaded) : loaded;
  const browser = await launchBrowser();
  const database = await openDatabase({ inMemory: true });
  const world = await startWorld({ customers: 20, ...worldOptions });
  // A server that waits has to know its own address before it begins: it hands it out.
  const knowsItself = canAskAgents || !world.isConnected;
  let port = knowsItself ? await freePort() : 0;
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const steady = steadyBy(now);
  let service: Service | undefined;
  const logged: string[] = [];
  const streams = new Set<ServerResponse>();
  // As the package has it: the marketplace's check takes no other plain address.
  const apiUrl = () => `http://${world.isConnected ? '127.0.0.1' : 'localhost'}:${port}`;
  const page = await startHelpdeskPage({ port: 0, world });
  if (knowsItself) world.setApiUrl(apiUrl());
  const given = Object.entries({ ...(knowsItself && world.installEnv()), ...(world.isConnected && world.env()) });
  const config = readConfig({
    ...Object.fromEntries(given.filter(([name]) => !unset.includes(name))),
    SESSION_SECRET: Buffer.alloc(32, 7).toString('base64'),
    ZAF_SDK: 'bundled',
    ...(ownMapDir !== undefined && { MAP_DIR: ownMapDir, MAP_WRITABLE: 'yes' }),
  });

  async function startApi(): Promise<void> {
    const made = await createService({
      config,
      map,
      // Outlives the service, as a file or a server would.
      database: { ...database, close: async () => {} },
      log: createLog('error', { write: (line) => void logged.push(line) }),
      distDir,
      ...{ now, steadyNow: steady },
      random: Math.random,
    });
    made.server.prependListener('request', (req, res) => {
      if (req.url !== '/v1/status/stream') return;
      streams.add(res);
      res.once('close', () => streams.delete(res));
    });
    await new Promise<void>((resolve) => made.server.listen(port, '127.0.0.1', resolve));
    const address = made.server.address();
    if (address === null || typeof address === 'string') throw new Error('the API has no port');
    port = address.port;
    service = made;
    world.setApiUrl(apiUrl());
  }

  async function killApi(): Promise<void> {
    const killed = service;
    service = undefined;
    const closed = killed?.close();
    killed?.server.closeAllConnections();
    await closed;
  }

  await startApi();
  return {
    ...{ world, map, database },
    url: page.url,
    get apiUrl() {
      return apiUrl();
    },
    open: (options) => createWorkspace(browser, page.url, options),
    streams: () => streams.size,
    passTime(ms) {
      aheadMs += ms;
    },
    killApi,
    startApi,
    bugs: () => logged,
    async stop() {
      await browser.close();
      await page.stop();
      await killApi();
      await world.stop();
      await database.close();
    },
  };
}

async function freePort(): Promise<number> {
  const taken = await listen(express(), 0);
  await taken.close();
  return Number(new URL(taken.url).port);
}
