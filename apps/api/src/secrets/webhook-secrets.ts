import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import { type Remembered, rememberFor } from './remember.ts';
import type { Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export interface WebhookSecretsDeps {
  readonly tenant: TenantId;
  readonly system: string;
  /** Absent where no secret can be stored. */
  readonly store: Pick<SecretStore, 'live'> | undefined;
  /** Of the server's environment: taken as well as whatever is stored. */
  readonly configured: Secret | undefined;
  steadyNow(): number;
}

export const webhookSecret = (system: string): SecretName => ({ system, name: 'webhook' });

/** Deliveries that were signed before a secret was replaced may still be on their way. */
export const OVERLAP_MS = 3_600_000;
/** Deliveries come from anybody, and each would be a query. */
const REMEMBER_MS = 5000;
const PATIENCE_MS = 3000;

/** Every secret a delivery may be signed by right now: two while the one is being replaced by the other. */
export function createWebhookSecrets(deps: WebhookSecretsDeps): Remembered<readonly Secret[]> {
  const { tenant, system, store, configured, steadyNow } = deps;
  const own = configured ? [configured] : [];
  if (!store) return async () => own;
  return rememberFor(REMEMBER_MS, steadyNow, async () => {
    const live = await store.live(tenant, webhookSecret(system), AbortSignal.timeout(PATIENCE_MS));
    return [...live, ...own];
  });
}

/** Whether the stored one does not open now: what nothing at hand has signed may be the vendor's all the same. */
export function createWebhookDoubt(
  deps: Pick<WebhookSecretsDeps, 'tenant' | 'system' | 'steadyNow'> & {
    readonly store: Pick<SecretStore, 'read'> | undefined;
  },
): Remembered<boolean> {
  const { tenant, system, store, steadyNow } = deps;
  if (!store) return async () => false;
  return rememberFor(REMEMBER_MS, steadyNow, async () => {
    const { kind } = await store.read(tenant, webhookSecret(system), AbortSignal.timeout(PATIENCE_MS));
    return kind === 'undecipherable';
  });
}
