import { z } from 'zod';
import { gatherWrites } from '../store/gather.ts';
import { type Notifications, readTold } from '../store/notifications.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

interface Doubted {
  readonly tenant: TenantId;
  readonly userId: string;
}

const Told = z.object({ tenant: z.string(), userId: z.string() });

/** Every process on this database, this one included: what somebody of the staff may do can be otherwise now. */
export const tellStaff = (notifications: Notifications): ((who: Doubted) => Promise<void>) =>
  // Sent one for each member where a helpdesk's people are moved from group to group.
  gatherWrites((all: readonly Doubted[]) => notifications.tell('staff', ...all.map((who) => JSON.stringify(who))));

/** What was lost with a connection is found when the helpdesk is asked anyway, within a minute. */
export const hearStaff = (notifications: Notifications, onDoubted: (who: Doubted) => void): (() => void) =>
  notifications.listen(
    'staff',
    (text) => {
      const told = readTold(Told, text);
      const tenant = told && tenantId(told.tenant);
      if (tenant) onDoubted({ tenant, userId: told.userId });
    },
    () => {},
  );
