import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { bulkhead } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { catalogue } from '../connectors/catalogue.ts';
import type { WebhookDefinition, WebhookEvent } from '../connectors/webhook.ts';
import type { Changed } from '../context/read/told-stale.ts';
import type { WebhookHandle } from '../http/tenant-handle.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createWebhookDoubt, createWebhookSecrets } from '../secrets/webhook-secrets.ts';
import type { AppSender } from '../setup/app-webhooks.ts';
import { inTime } from '../store/in-time.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { onlyTells } from '../webhooks/only-tells.ts';
import type { Inbox } from '../webhooks/ports.ts';

export interface WebhookReceiptDeps {
  readonly secrets: SecretStore | undefined;
  readonly inbox: Pick<Inbox, 'store'>;
  mapOf(tenant: TenantId): IntegrationMap;
  /** The signing secret of a connector of the operator's own helpdesk, where the environment holds one. */
  configuredOf(tenant: TenantId, connector: string): string | undefined;
  isServed(tenant: TenantId): Promise<boolean>;
  /** The tenant's running parts, where it is awake. */
  awake(tenant: TenantId): Awake | undefined;
  /** The helpdesk has said that what this person may do there can be otherwise now. */
  staffDoubted(who: { readonly tenant: TenantId; readonly userId: string }): void;
  /** A delivery for one of its systems was not signed by its vendor. */
  onRefused(tenant: TenantId, system: string): void;
  /** A signed delivery for one of its systems could not be read. */
  onUnread(tenant: TenantId, system: string, wrong: string): Promise<void>;
  steadyNow(): number;
}

/** What it remembers may not hold any more. */
interface Awake {
  received(system: string, event: WebhookEvent): void;
  forget(system: string, what: Changed): void;
}

/** Each remembers its tenant's secrets for some seconds. */
const MAX_REMEMBERED = 1000;

/** Deliveries on their way into the database. Beyond these the vendor is told to come again. */
const MOST_AT_ONCE = 5000;

/** What a vendor waits for us at the least: told in time that it was not stored, it sends it again. */
const STORE_MS = 4000;

/** How the vendor that fills this system sends webhooks; undefined where it sends none. */
export const webhookOf = (map: IntegrationMap, system: string): WebhookDefinition | undefined =>
  senderOf(map, system)?.webhook;

/** The systems of a map whose webhooks people make in an app of the vendor's. */
export const appSenders = (map: IntegrationMap, isConfigured: (connector: string) => boolean): readonly AppSender[] =>
  Object.values(map.systems).flatMap(({ system, name, connectors }) => {
    const sender = senderOf(map, system);
    const app = sender?.webhook.app;
    if (!sender || !app) return [];
    const { connector, webhook } = sender;
    const vendor = ownValue(connectors, connector)?.name ?? connector;
    return [{ system, systemName: name, name: vendor, webhook, app, isOperators: isConfigured(connector) }];
  });

function senderOf(map: IntegrationMap, system: string) {
  const ids = Object.keys(ownValue(map.systems, system)?.connectors ?? {});
  return ids.flatMap((connector) => {
    const webhook = catalogue.get(connector)?.webhook;
    return webhook ? [{ connector, webhook }] : [];
  })[0];
}

/**
 * Takes deliveries for every tenant, asleep or not: anybody can send one, and only a signed one, by its job, may wake
 * a tenant. Undefined for a tenant nobody has let in.
 */
export function createWebhookReceipt(deps: WebhookReceiptDeps) {
  const { secrets: store, inbox, steadyNow } = deps;
  const room = bulkhead(MOST_AT_ONCE);
  const bySecrets = new LRUCache<string, ReturnType<typeof signingOf>>({ max: MAX_REMEMBERED });

  function signingOf(tenant: TenantId, system: string, connector: string) {
    const text = deps.configuredOf(tenant, connector);
    const configured = text === undefined ? undefined : new Secret(text);
    const of = { tenant, system, store, steadyNow };
    return { secrets: createWebhookSecrets({ ...of, configured }), isClosed: createWebhookDoubt(of) };
  }
  function rememberedOf(tenant: TenantId, system: string, connector: string) {
    const key = `${tenant} ${system}`;
    const known = bySecrets.get(key);
    if (known) return known;
    const made = signingOf(tenant, system, connector);
    bySecrets.set(key, made);
    return made;
  }

  return async (tenant: TenantId, system: string): Promise<WebhookHandle | undefined> => {
    const sender = senderOf(deps.mapOf(tenant), system);
    if (!sender || !(await deps.isServed(tenant))) return undefined;
    const { connector, webhook } = sender;
    const { secrets, isClosed } = rememberedOf(tenant, system, connector);
    /** With the wrong key of ours every delivery looks forged, and its owner would be told so. */
    async function refused(): Promise<void> {
      if (!(await isClosed())) deps.onRefused(tenant, system);
    }
    const isHelpdesk = catalogue.get(connector)?.entry !== undefined;
    function received(event: WebhookEvent): void {
      const meaning = isHelpdesk ? webhook.meaningOf(event) : undefined;
      const awake = deps.awake(tenant);
      const staffId = isHelpdesk ? webhook.staffOf?.(event) : undefined;
      if (staffId !== undefined) deps.staffDoubted({ tenant, userId: staffId });
      if (meaning?.kind === 'record_changed') awake?.forget(system, { of: 'account', id: meaning.id });
      awake?.received(system, event);
    }
    return {
      ...{ vendor: webhook, secrets },
      store(delivered) {
        const arrival = { ...delivered, tenant, system, onlyTells: onlyTells(webhook.meaningOf(delivered.event)) };
        return room.execute(() => inTime(inbox.store(arrival), STORE_MS));
      },
      received,
      // Where that cannot be read now, nobody can say who has signed.
      refused: () => void refused().catch(() => {}),
      unread: (wrong) => deps.onUnread(tenant, system, wrong),
    };
  };
}
