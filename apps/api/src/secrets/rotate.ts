import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { unwrap } from './data-keys.ts';
import type { WrappingKeys } from './key-wrapper.ts';
import type { DataKeyRows, StoredDataKey } from './ports.ts';

export type Rotation =
  | {
      readonly kind: 'rotated';
      readonly rewrapped: number;
      /** Wrapped by the current key before we came. */
      readonly already: number;
      /** The key that should open it does not: it has been changed. Left as it is. */
      readonly broken: readonly { readonly tenant: TenantId; readonly version: number }[];
    }
  /** Nothing has been touched: some are wrapped by keys that are not at hand. */
  | { readonly kind: 'key_missing'; readonly ids: readonly string[]; readonly dataKeys: number };

interface Held {
  readonly tenant: TenantId;
  readonly dataKey: StoredDataKey;
}

/**
 * Wraps every data key by the current key; no secret is touched. One row at a time, each compared before it
 * is replaced: it may be stopped, begun again, and run beside servers that have both keys.
 */
export async function rotate(
  rows: DataKeyRows,
  keys: WrappingKeys,
  signal: AbortSignal,
  recordOf?: (tenant: TenantId, about: string) => OnRecord,
): Promise<Rotation> {
  const held: Held[] = [];
  for (const tenant of await rows.tenants()) {
    for (const dataKey of await rows.of(tenant)) held.push({ tenant, dataKey });
  }
  const unknown = held.filter(({ dataKey }) => !isKnown(keys, dataKey.wrappedBy));
  if (unknown.length > 0) {
    const ids = [...new Set(unknown.map(({ dataKey }) => dataKey.wrappedBy))];
    return { kind: 'key_missing', ids, dataKeys: unknown.length };
  }
  const old = held.filter(({ dataKey }) => dataKey.wrappedBy !== keys.current.id);
  const broken: { tenant: TenantId; version: number }[] = [];
  let rewrapped = 0;
  for (const { tenant, dataKey } of old) {
    signal.throwIfAborted();
    const { version } = dataKey;
    const known = await unwrap(keys, tenant, dataKey, signal);
    if (!known) {
      broken.push({ tenant, version });
      continue;
    }
    const wrapped = await keys.current.wrap(known.key.export(), { tenant, version }, signal);
    const record = recordOf?.(tenant, `data key ${version} ${dataKey.wrappedBy} ${keys.current.id}`);
    if (await rows.rewrap(tenant, dataKey, { wrapped, wrappedBy: keys.current.id }, record)) rewrapped++;
  }
  return { kind: 'rotated', rewrapped, already: held.length - old.length, broken };
}

const isKnown = ({ current, previous }: WrappingKeys, id: string) => id === current.id || id === previous?.id;
