import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { WrappingKeys } from './key-wrapper.ts';
import type { SecretWrites, StoredDataKey } from './ports.ts';

const KEY_BYTES = 32;

export interface DataKey {
  readonly version: number;
  readonly key: KeyObject;
}

/** Undefined when no wrapping key at hand opens it. */
export async function unwrap(
  keys: WrappingKeys,
  tenant: TenantId,
  { version, wrappedBy, wrapped }: StoredDataKey,
  signal: AbortSignal,
): Promise<DataKey | undefined> {
  const wrapper = [keys.current, keys.previous].find((candidate) => candidate?.id === wrappedBy);
  const bytes = await wrapper?.unwrap(wrapped, { tenant, version }, signal);
  return bytes?.length === KEY_BYTES ? { version, key: createSecretKey(bytes) } : undefined;
}

/**
 * The key to seal with: the newest, or a new one where there is none, or none that opens.
 * So a tenant whose wrapping key is lost goes on with what is entered anew.
 */
export async function writingKey(
  keys: WrappingKeys,
  tenant: TenantId,
  writes: SecretWrites,
  signal: AbortSignal,
): Promise<DataKey> {
  const [newest] = await writes.dataKeys();
  const known = newest && (await unwrap(keys, tenant, newest, signal));
  if (known) return known;
  return newDataKey(keys, tenant, writes, newest?.version ?? 0, signal);
}

/** One that has sealed nothing yet. `last`: the newest that there is; versions are never used twice. */
export async function newDataKey(
  keys: WrappingKeys,
  tenant: TenantId,
  writes: SecretWrites,
  last: number,
  signal: AbortSignal,
): Promise<DataKey> {
  const version = last + 1;
  const bytes = randomBytes(KEY_BYTES);
  const wrapped = await keys.current.wrap(bytes, { tenant, version }, signal);
  await writes.addDataKey({ version, wrappedBy: keys.current.id, wrapped });
  return { version, key: createSecretKey(bytes) };
}
