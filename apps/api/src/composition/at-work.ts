import { type AtWork, createAtWork } from '../health/at-work.ts';
import type { ContextHandle, EntryHandle } from '../http/tenant-handle.ts';
import { errorFields, type Log } from '../log.ts';
import type { OpenDatabase } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface TenantAtWorkDeps {
  readonly tenant: TenantId;
  readonly database: Pick<OpenDatabase, 'notifications'>;
  readonly log: Log;
  steadyNow(): number;
}

export interface TenantAtWork extends AtWork {
  /** The same handle; whoever asks for a context is at work. */
  ofContext(handle: ContextHandle): ContextHandle;
  /** The same handle; whoever comes in is at work. */
  ofEntry(handle: EntryHandle): EntryHandle;
  /** Hears no more of other processes. */
  close(): void;
}

/** Whether anybody works with this helpdesk, here or at another process. */
export function createTenantAtWork({ tenant, database, log, steadyNow }: TenantAtWorkDeps): TenantAtWork {
  const { notifications } = database;
  const atWork = createAtWork(steadyNow, () => {
    // Lost, it is told again within minutes.
    notifications
      .tell('work', tenant)
      .catch((error: unknown) => log.error('the store does not answer', { tenant, ...errorFields(error) }));
  });
  const close = notifications.listen(
    'work',
    (told) => {
      if (told === tenant) atWork.heard();
    },
    () => {},
  );
  return {
    ...atWork,
    close,
    ofContext: ({ open, recall, onServed }) => ({
      onServed,
      open(...asked) {
        atWork.worked();
        return open(...asked);
      },
      recall(asked) {
        atWork.worked();
        return recall(asked);
      },
    }),
    ofEntry: (handle) => ({
      ...handle,
      standingOf(...asked) {
        atWork.worked();
        return handle.standingOf(...asked);
      },
    }),
  };
}
