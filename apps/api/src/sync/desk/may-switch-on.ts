import type { SyncStatus } from '../../store/sync-status.ts';
import type { SyncSwitches } from '../../store/sync-switches.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';

const DAY_MS = 86_400_000;
/** What a dry run said a week ago says little of today; so does what was on a week ago. */
const DRY_RUN_HOLDS_MS = 7 * DAY_MS;

export type MaySwitchOn =
  | { readonly kind: 'on_already' }
  | { readonly kind: 'yes' | 'no_dry_run' }
  | { readonly kind: 'old_dry_run'; readonly at: string };

interface Seen {
  readonly status: Pick<SyncStatus, 'dryRun'>;
  readonly switches: Pick<SyncSwitches, 'list'>;
}

/**
 * Refused until somebody has been able to see what it would do. `isResumed`: what was on before and was paused a short
 * time ago needs no dry run.
 */
export async function maySwitchOn(
  { status, switches }: Seen,
  tenant: TenantId,
  object: string,
  nowMs: number,
  isResumed = false,
): Promise<MaySwitchOn> {
  const before = (await switches.list(tenant)).find((one) => one.object === object);
  if (before?.isOn) return { kind: 'on_already' };
  if (before && isResumed && nowMs - Date.parse(before.setAt) <= DRY_RUN_HOLDS_MS) return { kind: 'yes' };
  return dryRunSeen({ status }, tenant, object, undefined, nowMs);
}

/** Whether somebody has been able to see lately what a comparison would do; of one field where that is named. */
export async function dryRunSeen(
  { status }: Pick<Seen, 'status'>,
  tenant: TenantId,
  object: string,
  field: string | undefined,
  nowMs: number,
): Promise<Exclude<MaySwitchOn, { readonly kind: 'on_already' }>> {
  const seen = await status.dryRun(tenant, object, field);
  if (!seen) return { kind: 'no_dry_run' };
  return nowMs - Date.parse(seen.at) > DRY_RUN_HOLDS_MS ? { kind: 'old_dry_run', at: seen.at } : { kind: 'yes' };
}
