import { LRUCache } from 'lru-cache';
import type { WebhookHandle } from '../http/tenant-handle.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createWebhookSecrets } from '../secrets/webhook-secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HelpdeskEvent, Inbox } from '../webhooks/ports.ts';

export interface WebhookReceiptDeps {
  readonly secrets: SecretStore | undefined;
  readonly inbox: Pick<Inbox, 'store'>;
  /** The signing secret of the operator's own helpdesk, where the environment holds one. */
  configuredOf(tenant: TenantId): string | undefined;
  isServed(tenant: TenantId): Promise<boolean>;
  /** The tenant's running parts, where it is awake. */
  awake(tenant: TenantId): { received(event: HelpdeskEvent): void } | undefined;
  now(): number;
}

/** Each remembers its tenant's secrets for some seconds. */
const MAX_REMEMBERED = 1000;

/**
 * Takes deliveries for every tenant, asleep or not: anybody can send one, and only a signed one, by its job, may wake
 * a tenant. Undefined for a tenant nobody has let in.
 */
export function createWebhookReceipt(deps: WebhookReceiptDeps) {
  const { secrets: store, inbox, now } = deps;
  const bySecrets = new LRUCache<TenantId, WebhookHandle['secrets']>({ max: MAX_REMEMBERED });

  function secretsOf(tenant: TenantId): WebhookHandle['secrets'] {
    const known = bySecrets.get(tenant);
    if (known) return known;
    const text = deps.configuredOf(tenant);
    const configured = text === undefined ? undefined : new Secret(text);
    const secrets = createWebhookSecrets({ tenant, store, configured, now });
    bySecrets.set(tenant, secrets);
    return secrets;
  }

  return async (tenant: TenantId): Promise<WebhookHandle | undefined> => {
    if (!(await deps.isServed(tenant))) return undefined;
    return { secrets: secretsOf(tenant), inbox, received: (event) => deps.awake(tenant)?.received(event) };
  };
}
