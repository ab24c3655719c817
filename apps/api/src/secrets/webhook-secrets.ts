import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import { rememberFor } from './remember.ts';
import type { Secret } from './secret.ts';
import type { SecretStore } from './secret-store.ts';

export interface WebhookSecretsDeps {
  readonly tenant: TenantId;
  /** Absent where no secret can be stored. */
  readonly store: Pick<SecretStore, 'live'> | undefined;
  /** `ZENDESK_WEBHOOK_SECRET`: taken as well as whatever is stored. */
  readonly configured: Secret | undefined;
  now(): number;
}

export const WEBHOOK_SECRET: SecretName = { system: 'helpdesk', name: 'webhook' };

/** Deliveries come from anybody, and each would be a query. */
const REMEMBER_MS = 5000;
const PATIENCE_MS = 3000;

/** Every secret a delivery may be signed by right now: two while the one is being replaced by the other. */
export function createWebhookSecrets({ tenant, store, configured, now }: WebhookSecretsDeps) {
  const own = configured ? [configured] : [];
  if (!store) return async (): Promise<readonly Secret[]> => own;
  return rememberFor(REMEMBER_MS, now, async (): Promise<readonly Secret[]> => {
    const live = await store.live(tenant, WEBHOOK_SECRET, AbortSignal.timeout(PATIENCE_MS));
    return [...live, ...own];
  });
}
