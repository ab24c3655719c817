import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { newDataKey } from './data-keys.ts';
import { type AllSecretsDeps, openAll } from './open-all.ts';
import type { SecretName } from './ports.ts';
import { seal } from './sealed.ts';
import { contextOf } from './secret-context.ts';

export interface Resealed {
  readonly sealed: number;
  /** No key at hand opens them, or they were changed: left as they are. */
  readonly closed: readonly SecretName[];
}

/**
 * Seals each secret of a tenant anew, by a data key that has sealed nothing before and in the form that this release
 * seals in; values and versions stay. All of them or none: servers that read meanwhile find a secret and its key together.
 */
export const reseal = (
  { rows, keys }: AllSecretsDeps,
  tenant: TenantId,
  signal: AbortSignal,
  record?: OnRecord,
): Promise<Resealed> =>
  rows.change(
    tenant,
    async (writes) => {
      const { dataKeys, opened, closed } = await openAll(keys, tenant, writes, signal);
      const done = { sealed: opened.length, closed: closed.map(({ of }) => of) };
      if (opened.length === 0) return done;
      const fresh = await newDataKey(keys, tenant, writes, dataKeys[0]?.version ?? 0, signal);
      for (const { version, of, plain } of opened) {
        const sealed = seal(fresh.key, contextOf(tenant, of, version, fresh.version), plain);
        await writes.reseal(version, { keyVersion: fresh.version, sealed });
      }
      await writes.dropIdleDataKeys(fresh.version);
      return done;
    },
    record,
    ({ sealed }) => sealed > 0,
  );
