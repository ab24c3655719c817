import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createService, type Service } from '@sidelight/api/composition/service.ts';
import { readConfig } from '@sidelight/api/config/config.ts';
import { createLog } from '@sidelight/api/log.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { steadyNow } from '@sidelight/api/steady-clock.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';

/** The product in a process of its own, that can be made to forget: a new service over the same store each time. */
const root = join(import.meta.dirname, '../..');
const map = await loadMap(join(root, 'map'), new AbortController().signal);
const database = await openDatabase({ inMemory: true });
const config = readConfig(process.env);
let service: Service | undefined;
let port = 0;

async function start(): Promise<void> {
  const made = await createService({
    config,
    map,
    database: { ...database, close: async () => {} },
    log: createLog('error'),
    distDir: join(root, 'apps/sidebar/dist'),
    now: Date.now,
    steadyNow,
    random: Math.random,
  });
  await new Promise<void>((resolve) => made.server.listen(port, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  port = (made.server.address() as AddressInfo).port;
  service = made;
  process.send?.({ url: `http://127.0.0.1:${port}` });
}

async function forget(what: unknown): Promise<void> {
  service?.server.closeAllConnections();
  await service?.close();
  await database.db.deleteFrom('last_known').execute();
  if (what === 'answers and links') await database.db.deleteFrom('links').execute();
  await start();
}

process.on('message', (what) => void forget(what));
process.on('disconnect', () => process.exit(0));
await start();
