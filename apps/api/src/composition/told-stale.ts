import { z } from 'zod';
import type { Changed } from '../context/read/told-stale.ts';
import { type Notifications, readTold } from '../store/notifications.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

const Told = z.object({
  tenant: z.string(),
  system: z.string(),
  isList: z.boolean().default(false),
  ids: z.array(z.string()).default([]),
});

/** A text of less than 8,000 bytes is told (https://www.postgresql.org/docs/current/sql-notify.html); an id of a webhook has 200 at most. */
const IDS_AT_ONCE = 30;

/**
 * Every process on this database, this one included, of all that a job found in as few texts as they fit: each text is
 * an answer that every process stops for.
 */
export function tellStale(notifications: Pick<Notifications, 'tell'>, tenant: TenantId) {
  return (system: string, what: readonly Changed[]): Promise<void> => {
    const ids = what.flatMap((one) => (one.of === 'account' ? [one.id] : []));
    const isList = what.some(({ of }) => of === 'list');
    const texts: string[] = [];
    for (let from = 0; from < ids.length || (isList && from === 0); from += IDS_AT_ONCE) {
      const some = ids.slice(from, from + IDS_AT_ONCE);
      texts.push(
        JSON.stringify({ tenant, system, isList: isList && from === 0, ids: some } satisfies z.infer<typeof Told>),
      );
    }
    return notifications.tell('stale', ...texts);
  };
}

/** What was lost with a connection is as old as its read lets it get, which is half a minute. */
export function hearStale(
  notifications: Pick<Notifications, 'listen'>,
  awake: (tenant: TenantId) => { forget(system: string, what: Changed): void } | undefined,
): () => void {
  return notifications.listen(
    'stale',
    (text) => {
      const told = readTold(Told, text);
      const tenant = told && tenantId(told.tenant);
      if (!tenant) return;
      if (told.isList) awake(tenant)?.forget(told.system, { of: 'list' });
      for (const id of told.ids) awake(tenant)?.forget(told.system, { of: 'account', id });
    },
    () => {},
  );
}
