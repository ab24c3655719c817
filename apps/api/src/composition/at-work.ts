import { LRUCache } from 'lru-cache';
import { type AtWork, createAtWork } from '../health/at-work.ts';
import type { ContextHandle, EntryHandle } from '../http/tenant-handle.ts';
import { errorFields, type Log } from '../log.ts';
import type { Notifications } from '../store/notifications.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

/** With which helpdesks anybody works, here or at another process: outlives a tenant's running parts. */
export interface AtWorkTable {
  of(tenant: TenantId): AtWork;
  /** All with whom somebody works just now. */
  working(): readonly TenantId[];
  /** Hears no more of other processes. */
  close(): void;
}

/** One that has to go is taken for silent until its next sign. */
const MAX_TENANTS = 10_000;

export function createAtWorkTable(deps: {
  readonly notifications: Notifications;
  readonly log: Log;
  steadyNow(): number;
}): AtWorkTable {
  const { notifications, log, steadyNow } = deps;
  const known = new LRUCache<TenantId, AtWork>({ max: MAX_TENANTS });

  function of(tenant: TenantId): AtWork {
    const found = known.get(tenant);
    if (found) return found;
    const made = createAtWork(steadyNow, () => {
      // Lost, it is told again within minutes.
      notifications
        .tell('work', tenant)
        .catch((error: unknown) => log.error('the store does not answer', { tenant, ...errorFields(error) }));
    });
    known.set(tenant, made);
    return made;
  }

  const close = notifications.listen(
    'work',
    (name) => {
      const tenant = tenantId(name);
      if (tenant) of(tenant).heard();
    },
    () => {},
  );
  const working = () => [...known.entries()].flatMap(([tenant, atWork]) => (atWork.isAtWork() ? [tenant] : []));
  return { of, working, close };
}

/** Handles that are the same, and take whoever uses them for somebody at work. */
export function noteWork(atWork: AtWork) {
  return {
    ...atWork,
    /** Whoever asks for a context. */
    ofContext: ({ open, cached, ownWord, onServed }: ContextHandle): ContextHandle => ({
      ...{ ownWord, onServed },
      open(...asked) {
        atWork.worked();
        return open(...asked);
      },
      cached(asked) {
        atWork.worked();
        return cached(asked);
      },
    }),
    /** Whoever comes in. */
    ofEntry: (handle: EntryHandle): EntryHandle => ({
      ...handle,
      askStaff(...asked) {
        atWork.worked();
        return handle.askStaff(...asked);
      },
    }),
  };
}
