import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { unwrap, writingKey } from './data-keys.ts';
import type { WrappingKeys } from './key-wrapper.ts';
import type { ListedSecret, SecretName, SecretRows, SecretWithKey, SecretWrites } from './ports.ts';
import { open, seal } from './sealed.ts';
import { Secret } from './secret.ts';
import { contextOf } from './secret-context.ts';

export type SecretAnswer =
  | {
      readonly kind: 'found';
      readonly value: Secret;
      readonly expiresAt: string | undefined;
      /** To replace this one and no other. */
      readonly version: number;
    }
  | { readonly kind: 'absent' }
  /** Its key is lost, or it has been changed: the connection it belongs to is `locked_out`. */
  | { readonly kind: 'undecipherable'; readonly version: number };

export interface PutOptions {
  /** Who sets it: a user id, or what of ours does. */
  readonly by: string;
  /** When the vendor stops taking it, where that is known. */
  readonly expiresAt?: string | undefined;
  /** Only if this version is still the current one. */
  readonly ifVersion?: number;
  /** Only if there is none. */
  readonly ifAbsent?: true;
  /** The one before it is taken as well for this long. */
  readonly overlapMs?: number;
}

export interface NewSecret {
  readonly of: SecretName;
  readonly value: Secret;
}

export type PutAnswer = { readonly kind: 'stored'; readonly version: number } | { readonly kind: 'conflict' };

/** Rejects when the database or the wrapping key cannot be asked; never over a secret that does not open. */
export interface SecretStore {
  put(
    tenant: TenantId,
    of: SecretName,
    value: Secret,
    options: PutOptions,
    signal: AbortSignal,
    record?: OnRecord,
  ): Promise<PutAnswer>;
  /** The same of several, among what else its caller writes in one transaction. */
  putAmong(
    writes: SecretWrites,
    tenant: TenantId,
    secrets: readonly NewSecret[],
    options: PutOptions,
    signal: AbortSignal,
  ): Promise<void>;
  read(tenant: TenantId, of: SecretName, signal: AbortSignal): Promise<SecretAnswer>;
  /** The current one, and the one before it while that is taken as well. What does not open is left out. */
  live(tenant: TenantId, of: SecretName, signal: AbortSignal): Promise<readonly Secret[]>;
  /** No values. */
  list(tenant: TenantId): Promise<readonly ListedSecret[]>;
  /** False when there was none. */
  remove(tenant: TenantId, of: SecretName, record?: OnRecord): Promise<boolean>;
  removeAmong(writes: SecretWrites, all: readonly SecretName[]): Promise<boolean>;
  /** Drops the tenant's data keys, and with them every secret, wherever a copy of it may be. */
  shred(tenant: TenantId): Promise<void>;
}

export interface SecretStoreDeps {
  readonly rows: SecretRows;
  readonly keys: WrappingKeys;
  now(): number;
}

export function createSecretStore({ rows, keys, now }: SecretStoreDeps): SecretStore {
  const iso = (ms: number) => new Date(ms).toISOString();

  async function decipher(tenant: TenantId, { secret, dataKey }: SecretWithKey, signal: AbortSignal) {
    const known = dataKey && (await unwrap(keys, tenant, dataKey, signal));
    const plain = known && open(known.key, contextOf(tenant, secret, secret.version, known.version), secret.sealed);
    return plain && new Secret(plain.toString('utf8'));
  }

  async function putOne(
    writes: SecretWrites,
    tenant: TenantId,
    { of, value }: NewSecret,
    { by, expiresAt, ifVersion, ifAbsent, overlapMs }: PutOptions,
    signal: AbortSignal,
  ): Promise<PutAnswer> {
    const isOther = async (wanted: number | undefined) => (await writes.currentVersion(of)) !== wanted;
    if ((ifVersion !== undefined || ifAbsent) && (await isOther(ifVersion))) return { kind: 'conflict' };
    const dataKey = await writingKey(keys, tenant, writes, signal);
    const version = await writes.nextVersion();
    const plain = Buffer.from(value.reveal(), 'utf8');
    const sealed = seal(dataKey.key, contextOf(tenant, of, version, dataKey.version), plain);
    const { system, name } = of;
    await writes.add({ system, name, version, keyVersion: dataKey.version, sealed, expiresAt, setBy: by });
    await writes.supersede(of, version, overlapMs === undefined ? undefined : iso(now() + overlapMs));
    await writes.dropIdleDataKeys(dataKey.version);
    return { kind: 'stored', version };
  }

  async function removeAmong(writes: SecretWrites, all: readonly SecretName[]): Promise<boolean> {
    let isAny = false;
    for (const of of all) isAny = (await writes.remove(of)) || isAny;
    await writes.dropIdleDataKeys();
    return isAny;
  }

  return {
    put: (tenant, of, value, options, signal, record) =>
      rows.change(
        tenant,
        (writes) => putOne(writes, tenant, { of, value }, options, signal),
        record,
        ({ kind }) => kind === 'stored',
      ),
    async putAmong(writes, tenant, secrets, options, signal) {
      for (const secret of secrets) await putOne(writes, tenant, secret, options, signal);
    },
    async read(tenant, of, signal) {
      const found = await rows.find(tenant, of);
      if (!found) return { kind: 'absent' };
      const { version, expiresAt } = found.secret;
      const value = await decipher(tenant, found, signal);
      return value ? { kind: 'found', value, expiresAt, version } : { kind: 'undecipherable', version };
    },
    async live(tenant, of, signal) {
      const found = await rows.live(tenant, of, iso(now()));
      const values = await Promise.all(found.map((one) => decipher(tenant, one, signal)));
      return values.filter((value) => value !== undefined);
    },
    list: rows.list,
    remove: (tenant, of, record) => rows.change(tenant, (writes) => removeAmong(writes, [of]), record, Boolean),
    removeAmong,
    shred: rows.shred,
  };
}
