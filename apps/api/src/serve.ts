import { once } from 'node:events';
import { join } from 'node:path';
import { createService } from './composition/service.ts';
import { ConfigError, readConfig } from './config/config.ts';
import type { Environment } from './config/keys.ts';
import { listenFault } from './config/listen-fault.ts';
import { knownConnectors } from './connectors/catalogue.ts';
import { createLog, errorFields } from './log.ts';
import { loadMaps } from './map/load-maps.ts';
import { isMapError } from './map/map-error.ts';
import { steadyNow } from './steady-clock.ts';
import { openDatabase } from './store/database.ts';
import { DatabaseFault } from './store/database-fault.ts';
import { FolderInUse } from './store/folder-lock.ts';
import { ForeignSchema, TableHeld } from './store/migrate.ts';
import { type Migrations, migrations } from './store/migrations.ts';

/** What a person can mend, and is told in words instead of a stack. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  isMapError(error) ||
  error instanceof DatabaseFault ||
  error instanceof FolderInUse ||
  error instanceof ForeignSchema ||
  error instanceof TableHeld;

/** This process serves until it is told to stop. The migrations are given where a later release is rehearsed. */
export function serve(env: Environment, own: Migrations = migrations): void {
  start(env, own).catch((error: unknown) => {
    process.stderr.write(
      `${isForPeople(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  });
}

async function start(env: Environment, own: Migrations): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  const maps = await loadMaps(config.mapDir, AbortSignal.timeout(10_000), knownConnectors);
  const database = await openDatabase(config.database, own);
  if (database.newer.length > 0)
    log.warn('the database has been migrated by a later release', { count: database.newer.length });
  const service = await createService({
    config,
    ...maps,
    database,
    log,
    distDir: join(import.meta.dirname, '../../sidebar/dist'),
    now: Date.now,
    steadyNow,
    random: Math.random,
  });
  service.server.listen(config.port, config.host);
  await once(service.server, 'listening').catch((error: unknown) => {
    throw listenFault(error, config) ?? error;
  });
  const address = service.server.address();
  log.info('listening', typeof address === 'object' && address ? { port: address.port, kind: database.kind } : {});

  process.on('SIGHUP', () => {
    loadMaps(config.mapDir, AbortSignal.timeout(10_000), knownConnectors)
      .then((next) => service.reload(next))
      .then(
        () => log.info('the map was read again'),
        (error: unknown) => {
          log.error('the map was not taken over; the old one stays', errorFields(error));
          if (isForPeople(error)) process.stderr.write(`${error.message}\n`);
        },
      );
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    log.info('stopping');
    service.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
