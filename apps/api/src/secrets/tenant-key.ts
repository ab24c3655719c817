import { createHmac, randomBytes } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import { Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export interface TenantKeyDeps {
  readonly tenant: TenantId;
  /** Absent where no secret can be stored: then the key is made from what signs sessions, and ends with it. */
  readonly store: Pick<SecretStore, 'read' | 'put'> | undefined;
  /** Absent where none is set that outlives this process. */
  readonly signingKey: Buffer | undefined;
  readonly name: SecretName;
  /**
   * Where the one that is kept does not open: nothing that needs it is done, or it is done by one made from what signs
   * sessions. Kept it is in either case: the server may have been started with the wrong key.
   */
  readonly ifClosed: 'refuse' | 'make_do';
  /**
   * Whether there is anything of this tenant's that was marked. Where none is kept yet it was by one made from what signs
   * sessions, before secrets could be stored: that one is kept then.
   */
  isInUse(): Promise<boolean>;
}

/** Another key than the one at hand sealed it, or it was changed. `sidelight secrets discard` gives it up. */
export class TenantKeyClosed extends Error {
  override readonly name = 'TenantKeyClosed';
}

export interface TenantKey {
  readonly bytes: Buffer;
  /** In the place of the one that is kept, which does not open now. */
  readonly isMadeDo: boolean;
}

const KEY_BYTES = 32;
const PATIENCE_MS = 3000;

/** A key that is this tenant's alone, made when it is first asked for, and gone when the tenant goes. It is read once, where it opens. */
export function createTenantKey(deps: TenantKeyDeps): () => Promise<TenantKey> {
  const { tenant, store, signingKey, name, ifClosed } = deps;
  let known: Promise<TenantKey> | undefined;
  const madeFrom = (signing: Buffer) => createHmac('sha256', signing).update(`${name.name} ${tenant}`).digest();

  const kept = (bytes: Buffer): TenantKey => ({ bytes, isMadeDo: false });

  async function readKey(from: NonNullable<TenantKeyDeps['store']>): Promise<TenantKey> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const found = await from.read(tenant, name, signal);
    if (found.kind === 'found') return kept(Buffer.from(found.value.reveal(), 'base64'));
    if (found.kind === 'undecipherable') {
      if (ifClosed === 'make_do' && signingKey) return { bytes: madeFrom(signingKey), isMadeDo: true };
      throw new TenantKeyClosed(
        `the stored key "${name.name}" does not open with the key at hand: see docs/secrets.md`,
      );
    }
    const fresh = signingKey && (await deps.isInUse()) ? madeFrom(signingKey) : randomBytes(KEY_BYTES);
    const value = new Secret(fresh.toString('base64'));
    const put = await from.put(tenant, name, value, { by: 'sidelight', ifAbsent: true }, signal);
    return put.kind === 'stored' ? kept(fresh) : readKey(from);
  }

  async function fromSigning(): Promise<TenantKey> {
    if (!signingKey) throw new TenantKeyClosed('neither SECRETS_KEY nor SESSION_SECRET is set');
    return kept(madeFrom(signingKey));
  }

  return () => {
    known ??= store ? readKey(store) : fromSigning();
    const asked = known;
    // What failed, or was made do without, is tried again by whoever asks next.
    const again = () => {
      if (known === asked) known = undefined;
    };
    asked.then(({ isMadeDo }) => isMadeDo && again(), again);
    return asked;
  };
}
