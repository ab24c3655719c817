import type { TenantId } from '../tenants/tenant-id.ts';
import type { ProcessLog } from './ports.ts';

/** Whoever is at work answers within a few milliseconds. */
const PATIENCE_MS = 3000;
const LOOK_EVERY_MS = 100;

/** Tells every process to empty its memory of a tenant, and answers those that are there and have not said that they did. */
export async function silentProcesses(
  { log, tell }: { readonly log: ProcessLog; tell(): Promise<void> },
  tenant: TenantId,
  erasure: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const since = await log.time();
  await tell();
  const endMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const silent = await log.silent(tenant, erasure, since);
    if (silent.length === 0 || performance.now() >= endMs) return silent;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    signal.throwIfAborted();
  }
}
