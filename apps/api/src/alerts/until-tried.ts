import { setTimeout as wait } from 'node:timers/promises';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AlertLog } from './ports.ts';

const LOOK_EVERY_MS = 40;

/** Waits until each of these alerts has been tried, or cannot be for now; and no longer than that. */
export async function untilTried(
  { log, tenant }: { readonly log: Pick<AlertLog, 'find' | 'isHeldUp'>; readonly tenant: TenantId },
  ids: readonly string[],
  longestMs: number,
  signal: AbortSignal,
): Promise<void> {
  const isTried = async (id: string) => {
    const alert = await log.find(tenant, id);
    if (!alert || alert === 'damaged' || alert.state !== 'waiting' || alert.attempts > 0) return true;
    return log.isHeldUp(tenant, id);
  };
  const ending = AbortSignal.any([signal, AbortSignal.timeout(longestMs)]);
  while (!ending.aborted) {
    const tried = await Promise.all(ids.map(isTried));
    if (!tried.includes(false)) return;
    await wait(LOOK_EVERY_MS, undefined, { signal: ending }).catch(() => {});
  }
}
