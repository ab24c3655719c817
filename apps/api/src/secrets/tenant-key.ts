import { createHmac, randomBytes } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import { Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export interface TenantKeyDeps {
  readonly tenant: TenantId;
  /** Absent where no secret can be stored: then the key is made from what signs sessions, and ends with it. */
  readonly store: Pick<SecretStore, 'read' | 'put'> | undefined;
  readonly signingKey: Buffer;
  readonly name: SecretName;
}

const KEY_BYTES = 32;
const PATIENCE_MS = 3000;

/** A key that is this tenant's alone, made when it is first asked for, and gone when the tenant goes. It is read once. */
export function createTenantKey({ tenant, store, signingKey, name }: TenantKeyDeps): () => Promise<Buffer> {
  let known: Promise<Buffer> | undefined;

  async function readKey(kept: NonNullable<TenantKeyDeps['store']>): Promise<Buffer> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const found = await kept.read(tenant, name, signal);
    if (found.kind === 'found') return Buffer.from(found.value.reveal(), 'base64');
    const fresh = randomBytes(KEY_BYTES);
    // One that cannot be opened any more is lost, and with it what was marked by it.
    const only = found.kind === 'absent' ? { ifAbsent: true as const } : { ifVersion: found.version };
    const put = await kept.put(
      tenant,
      name,
      new Secret(fresh.toString('base64')),
      { by: 'sidelight', ...only },
      signal,
    );
    return put.kind === 'stored' ? fresh : readKey(kept);
  }

  return () => {
    known ??= store
      ? readKey(store)
      : Promise.resolve(createHmac('sha256', signingKey).update(`${name.name} ${tenant}`).digest());
    // What failed is tried again by whoever asks next.
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}
