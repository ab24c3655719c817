import { z } from 'zod';
import type { Changed } from '../context/read/told-stale.ts';
import type { Notifications } from '../store/notifications.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

const Told = z.object({ tenant: z.string(), system: z.string(), id: z.string().optional() });

/** Every process on this database, this one included. */
export function tellStale(notifications: Notifications, tenant: TenantId) {
  const textOf = (system: string, what: Changed) =>
    JSON.stringify({ tenant, system, ...(what.of === 'account' && { id: what.id }) } satisfies z.infer<typeof Told>);
  return (system: string, what: readonly Changed[]): Promise<void> =>
    notifications.tell('stale', ...what.map((one) => textOf(system, one)));
}

/** What was lost with a connection is as old as its read lets it get, which is half a minute. */
export function hearStale(
  notifications: Notifications,
  awake: (tenant: TenantId) => { forget(system: string, what: Changed): void } | undefined,
): () => void {
  return notifications.listen(
    'stale',
    (text) => {
      const { tenant, system, id } = Told.parse(JSON.parse(text));
      const named = tenantId(tenant);
      if (named) awake(named)?.forget(system, id === undefined ? { of: 'list' } : { of: 'account', id });
    },
    () => {},
  );
}
