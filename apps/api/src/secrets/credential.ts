import { UpstreamError } from '../connectors/upstream-error.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AccessToken } from './oauth/access-tokens.ts';
import type { SecretName } from './ports.ts';
import { rememberFor } from './remember.ts';
import type { Secret } from './secret.ts';
import type { SecretAnswer, SecretStore } from './secret-store.ts';

export interface CredentialDeps {
  readonly store: Pick<SecretStore, 'read'>;
  readonly tenant: TenantId;
  readonly of: SecretName;
  now(): number;
}

/** A call of a vendor must not cost a query. A key that is replaced is the new one everywhere after this. */
const REMEMBER_MS = 5000;
const PATIENCE_MS = 3000;

/** A stored key, as the connectors of one system ask for it before each call. */
export function createCredential({ store, tenant, of, now }: CredentialDeps): () => Promise<Secret> {
  const read = rememberFor(REMEMBER_MS, now, () => store.read(tenant, of, AbortSignal.timeout(PATIENCE_MS)));
  return async () => credentialOf(await read());
}

/**
 * What a connector calls its vendor with. Without it the call has failed already, in the words every failed call
 * has: `credential` locks the connection out and tells its owner, `not_configured` says that nobody set it up.
 */
export function credentialOf(answer: SecretAnswer | AccessToken): Secret {
  switch (answer.kind) {
    case 'found':
      return answer.value;
    case 'live':
      return answer.token;
    case 'absent':
    case 'not_connected':
      throw new UpstreamError('not_configured');
    case 'undecipherable':
    case 'reconnect_needed':
      throw new UpstreamError('credential');
    case 'unavailable':
      throw new UpstreamError(answer.reason);
  }
}
