import type { TenantId } from '../tenants/tenant-id.ts';
import { unwrap } from './data-keys.ts';
import type { WrappingKeys } from './key-wrapper.ts';
import type { SecretName, SecretRows, SecretWrites, StoredDataKey } from './ports.ts';
import { open } from './sealed.ts';
import { contextOf } from './secret-context.ts';

export interface AllSecretsDeps {
  readonly rows: Pick<SecretRows, 'change'>;
  readonly keys: WrappingKeys;
}

interface One {
  readonly of: SecretName;
  readonly version: number;
}

export interface AllSecrets {
  /** Newest first. */
  readonly dataKeys: readonly StoredDataKey[];
  readonly opened: readonly (One & { readonly plain: Buffer })[];
  /** No key at hand opens them, or they were changed. */
  readonly closed: readonly One[];
}

/** Every stored secret of a tenant, as far as the keys at hand open it. */
export async function openAll(
  keys: WrappingKeys,
  tenant: TenantId,
  writes: Pick<SecretWrites, 'all' | 'dataKeys'>,
  signal: AbortSignal,
): Promise<AllSecrets> {
  const dataKeys = await writes.dataKeys();
  const known = new Map(
    await Promise.all(
      dataKeys.map(async (one) => [one.version, (await unwrap(keys, tenant, one, signal))?.key] as const),
    ),
  );
  const opened: (One & { readonly plain: Buffer })[] = [];
  const closed: One[] = [];
  for (const { system, name, version, keyVersion, sealed } of await writes.all()) {
    const one = { of: { system, name }, version };
    const key = known.get(keyVersion);
    const plain = key && open(key, contextOf(tenant, one.of, version, keyVersion), sealed);
    if (plain) opened.push({ ...one, plain });
    else closed.push(one);
  }
  return { dataKeys, opened, closed };
}
