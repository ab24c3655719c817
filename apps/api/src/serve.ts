import { once } from 'node:events';
import { join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createService } from './composition/service.ts';
import { ConfigError, readConfig } from './config/config.ts';
import type { Environment } from './config/keys.ts';
import { listenFault } from './config/listen-fault.ts';
import { knownConnectors } from './connectors/catalogue.ts';
import { createLog, errorFields } from './log.ts';
import { loadMaps } from './map/load-maps.ts';
import { isMapError } from './map/map-error.ts';
import { tryKey } from './secrets/try-key.ts';
import { steadyNow } from './steady-clock.ts';
import { openDatabase } from './store/database.ts';
import { DatabaseFault } from './store/database-fault.ts';
import { isUnread } from './store/database-secrecy.ts';
import { FolderInUse } from './store/folder-lock.ts';
import { ForeignSchema, TableHeld } from './store/migrate.ts';
import { type Migrations, migrations } from './store/migrations.ts';
import { LEAST_BYTES, waitForRoom } from './store/room.ts';

/** What a person can fix, and is told in words instead of a stack. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof ConfigError ||
  isMapError(error) ||
  error instanceof DatabaseFault ||
  error instanceof FolderInUse ||
  error instanceof ForeignSchema ||
  error instanceof TableHeld;

export interface Rehearsal {
  /** Those of a later release. */
  readonly migrations?: Migrations;
  /** What is otherwise than the map's files say. */
  changeMap?(map: IntegrationMap): IntegrationMap;
}

const KEY_PATIENCE_MS = 10_000;

/** This process serves until it is told to stop. Something else than what ships is given where it is only rehearsed. */
export function serve(env: Environment, rehearsal: Rehearsal = {}): void {
  start(env, rehearsal).catch((error: unknown) => {
    process.stderr.write(
      `${isForPeople(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  });
}

async function start(env: Environment, { migrations: own = migrations, changeMap }: Rehearsal): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  const load = async () => {
    const maps = await loadMaps(config.mapDir, AbortSignal.timeout(10_000), knownConnectors);
    return changeMap ? { ...maps, map: changeMap(maps.map) } : maps;
  };
  const maps = await load();
  if ('url' in config.database && !isUnread(config.database.url))
    log.warn('what the database is told can be read on its way: add sslmode=verify-full to DATABASE_URL');
  if ('dataDir' in config.database)
    await waitForRoom(
      config.database.dataDir,
      () => log.error('no room on the disk of DATA_DIR: the start waits for it', { count: LEAST_BYTES }),
      new AbortController().signal,
    );
  const database = await openDatabase(config.database, own, {
    onSilent: (isSilent) =>
      isSilent ? log.error('the database does not answer') : log.info('the database answers again'),
    onBroken() {
      // All that was acknowledged is on the disk. Its supervisor starts it again.
      process.stderr.write('The database in DATA_DIR cannot write: is its disk full? This process ends.\n');
      process.exit(1);
    },
  });
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

  // Nobody waits for it: without its key the server shows all that needs no stored secret.
  for (const key of [config.secretKeys?.current, config.secretKeys?.previous])
    if (key)
      tryKey(key, AbortSignal.timeout(KEY_PATIENCE_MS)).catch((error: unknown) =>
        log.error('the key of stored secrets cannot be used', { kind: key.id, ...errorFields(error) }),
      );

  process.on('SIGHUP', () => {
    load()
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
