import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type ExpiryNotice, expiryNotices } from './expiry.ts';
import type { SecretRows } from './ports.ts';

export interface ExpiryWatchDeps {
  readonly tenant: TenantId;
  readonly rows: Pick<SecretRows, 'list' | 'markTold' | 'dropEnded'>;
  /** Tells the system's owner. False when there is nobody to tell: tried again, since that may change. */
  tell(notice: ExpiryNotice): Promise<boolean>;
  now(): number;
  steadyNow(): number;
}

const EVERY_MS = 3_600_000;

/** Tells of secrets that are about to end, a week ahead and again when they have; deletes those nobody takes any more. */
export function createExpiryWatch({ tenant, rows, tell, now, steadyNow }: ExpiryWatchDeps): PeriodicTask {
  const task: PeriodicTask = {
    name: 'secrets that end',
    async run(signal) {
      await rows.dropEnded(tenant, new Date(now()).toISOString());
      for (const notice of expiryNotices(await rows.list(tenant), now())) {
        if (signal.aborted) return;
        // Told first: a process that dies in between tells again, and the same alert is kept once.
        if (await tell(notice)) await rows.markTold(tenant, notice.version, notice.what);
      }
    },
  };
  return paced(task, steadyNow, () => EVERY_MS);
}
