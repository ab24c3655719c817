import { createHmac, randomBytes } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import { Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export interface KeyedMarksDeps {
  readonly tenant: TenantId;
  /** Absent where no secret can be stored: then marks are made by what signs sessions, and end with it. */
  readonly store: Pick<SecretStore, 'read' | 'put'> | undefined;
  readonly signingKey: Buffer;
}

const KEY: SecretName = { system: 'sync', name: 'erasures' };
const KEY_BYTES = 32;
const PATIENCE_MS = 3000;

/** Marks of texts by a key that is this tenant's alone, and goes when the tenant goes. The key is read once. */
export function createKeyedMarks({ tenant, store, signingKey }: KeyedMarksDeps) {
  let known: Promise<Buffer> | undefined;

  async function readKey(kept: NonNullable<KeyedMarksDeps['store']>): Promise<Buffer> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const found = await kept.read(tenant, KEY, signal);
    if (found.kind === 'found') return Buffer.from(found.value.reveal(), 'base64');
    const fresh = randomBytes(KEY_BYTES);
    // One that cannot be opened any more is lost, and with it what was marked by it.
    const only = found.kind === 'absent' ? { ifAbsent: true as const } : { ifVersion: found.version };
    const put = await kept.put(tenant, KEY, new Secret(fresh.toString('base64')), { by: 'sidelight', ...only }, signal);
    return put.kind === 'stored' ? fresh : readKey(kept);
  }
  function key(): Promise<Buffer> {
    known ??= store ? readKey(store) : Promise.resolve(hmac(signingKey, `erasures ${tenant}`));
    // What failed is tried again by whoever asks next.
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  return {
    async of(texts: readonly string[]): Promise<readonly string[]> {
      const own = await key();
      return texts.map((text) => hmac(own, text).toString('base64url'));
    },
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
