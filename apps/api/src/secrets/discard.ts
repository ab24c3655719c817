import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type AllSecretsDeps, openAll } from './open-all.ts';
import type { SecretName } from './ports.ts';

/** The names of those secrets of a tenant that no key at hand opens. */
export const closedSecrets = (
  deps: AllSecretsDeps,
  tenant: TenantId,
  signal: AbortSignal,
): Promise<readonly SecretName[]> =>
  deps.rows.change(tenant, async (writes) =>
    (await openAll(deps.keys, tenant, writes, signal)).closed.map(({ of }) => of),
  );

/** Gives them up, and the data keys that have sealed nothing else: what they held is to be entered, or made, anew. */
export const discardClosed = (
  { rows, keys }: AllSecretsDeps,
  tenant: TenantId,
  signal: AbortSignal,
  record?: OnRecord,
): Promise<number> =>
  rows.change(
    tenant,
    async (writes) => {
      const { closed } = await openAll(keys, tenant, writes, signal);
      for (const { version } of closed) await writes.drop(version);
      if (closed.length > 0) await writes.dropIdleDataKeys();
      return closed.length;
    },
    record,
    (count) => count > 0,
  );
