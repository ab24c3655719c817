import { randomUUID } from 'node:crypto';
import { rememberLinks } from '../context/identify/remembered-links.ts';
import { createSharedCache } from '../context/read/cache.ts';
import { createResponseStore, forgetAnswersOf } from '../context/stream/response-cache.ts';
import { createHeartbeat, GONE_MS, noHeartbeat } from '../privacy/heartbeat.ts';
import type { StoredLastKnown } from '../store/last-known.ts';
import { createLinks } from '../store/links.ts';
import { createProcessLog } from '../store/process-log.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Erased } from './erased.ts';
import { linksWithout } from './keep-erased-out.ts';
import type { ServiceDeps } from './service-deps.ts';

const MAX_CACHE_BYTES = 48 * 2 ** 20;
const MAX_RESPONSE_BYTES = 12 * 2 ** 20;

export interface MemoriesDeps extends Pick<ServiceDeps, 'database' | 'steadyNow'> {
  readonly audited: Parameters<typeof createLinks>[1];
  readonly erasedOf: Pick<Erased, 'erased' | 'listen'>;
  /** What else remembers whom it has written of. */
  readonly lastKnown: Pick<StoredLastKnown, 'forget'>;
  onTrouble(error: unknown): void;
}

/** What this process remembers of people, for all tenants; emptied when somebody is erased or newly linked, wherever that was. */
export async function createMemories(deps: MemoriesDeps) {
  const { database, steadyNow, audited, erasedOf, lastKnown, onTrouble } = deps;
  const { db, notifications } = database;
  const process = randomUUID().slice(0, 8);
  const processes = createProcessLog(db, GONE_MS);
  const heartbeat =
    database.kind === 'postgres'
      ? createHeartbeat({
          ...{ beat: () => processes.seen(process), leave: () => processes.left(process) },
          ...{ steadyNow, onTrouble },
        })
      : noHeartbeat;
  const cache = createSharedCache(MAX_CACHE_BYTES, steadyNow, heartbeat.mostAgeMs);
  const responses = createResponseStore(MAX_RESPONSE_BYTES);
  const links = rememberLinks(linksWithout(erasedOf.erased, createLinks(db, audited)), {
    ...{ steadyNow, onTrouble },
    tell: (tenant) => notifications.tell('link', tenant),
  });
  const forgetLinks = (tenant?: TenantId) => {
    links.forget(tenant);
    forgetAnswersOf(responses, tenant);
  };
  function forget(tenant?: TenantId): void {
    cache.forget(tenant);
    lastKnown.forget(tenant);
    forgetLinks(tenant);
  }
  const stopListening = notifications.listen(
    'link',
    (told) => forgetLinks(tenantId(told)),
    () => forgetLinks(),
  );
  const stopEmptying = erasedOf.listen(process, forget);
  // Before anything is remembered: an erasure waits for those it knows of.
  await heartbeat.start(forget);
  return {
    ...{ cache, responses, links, processes },
    async close() {
      stopListening();
      stopEmptying();
      cache.close();
      await heartbeat.stop();
    },
  };
}
