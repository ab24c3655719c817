import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Config } from '../config/config.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import type { Connect } from '../connectors/http/guarded-connect.ts';
import { createIdReader } from '../connectors/read-typed-id.ts';
import type { Connections } from '../connectors/registry.ts';
import type { Blueprint } from '../context/blueprint.ts';
import { connectionHolder } from '../secrets/oauth/holder.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { webhookSecret } from '../secrets/webhook-secrets.ts';
import { createAppWebhooks } from '../setup/app-webhooks.ts';
import { createConnectionSetup } from '../setup/connections.ts';
import { createDisconnect, type HoldAtVendor } from '../setup/disconnect.ts';
import { placesOf, secretOf } from '../setup/endpoints.ts';
import { createHelpdeskWebhook } from '../setup/helpdesk-webhook.ts';
import { keyRights } from '../setup/key-rights.ts';
import { createOauthExchange } from '../setup/oauth-exchange.ts';
import { senderAlarms } from '../setup/sender-alarms.ts';
import { createStoredKeys } from '../setup/stored-keys.ts';
import { testConnection } from '../setup/test-connection.ts';
import type { VendorConsent } from '../setup/vendor-consent.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import type { Database } from '../store/database.ts';
import { isSyncOn } from '../store/is-sync-on.ts';
import { isSyncWanted } from '../store/is-sync-wanted.ts';
import { createWebhookAlarms } from '../store/webhook-alarms.ts';
import { createWebhookLog } from '../store/webhook-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthView } from './health-view.ts';
import type { Oauth } from './oauth.ts';
import { connectionWithholds, consentOf, operatorsOf } from './oauth-rights.ts';
import { appSenders, webhookOf } from './webhooks.ts';

export interface TenantSetupDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly blueprint: Blueprint;
  readonly db: Database;
  readonly connect: Connect;
  readonly config: Config;
  readonly secrets: SecretStore | undefined;
  readonly oauth: Oauth | undefined;
  readonly vendorConsents: VendorConsent | undefined;
  readonly connections: Connections;
  readonly view: HealthView;
  /** Every process makes this tenant's parts anew. */
  changed(): Promise<void>;
  now(): number;
  steadyNow(): number;
}

const STORE_MS = 5000;

/** Everything behind one tenant's setup page but readiness and rollout. */
export function createTenantSetup(given: TenantSetupDeps) {
  const { tenant, map, blueprint, config, secrets, oauth, connections, view, now } = given;
  const log = createConnectionLog(given.db);
  const operator = config.operator?.tenant === tenant ? config.operator : undefined;
  const urls = config.vendorUrls(tenant);
  const placeOf = placesOf(map, urls);
  const byOperator = operatorsOf(config, tenant);
  const systemOf = (connector: string) =>
    Object.values(map.systems).find(({ connectors }) => Object.hasOwn(connectors, connector))?.system;

  async function troubleOf(connector: string) {
    const system = systemOf(connector);
    const own = (await log.all(tenant)).find((one) => one.connector === connector);
    if (!own || !secrets || system === undefined) return undefined;
    const signal = AbortSignal.timeout(STORE_MS);
    if (own.method === 'oauth') {
      const found = await oauth?.tokens.accessToken(tenant, connectionHolder(system, connector), signal);
      if (found?.kind === 'undecipherable') return 'undecipherable' as const;
      return found?.kind === 'reconnect_needed' || found?.kind === 'not_connected'
        ? ('reconnect_needed' as const)
        : undefined;
    }
    const inputs =
      ownValue(connectionForms, connector)
        ?.methods(placeOf(connector))
        .flatMap((m) => (m.kind === 'key' ? m.inputs : [])) ?? [];
    for (const { name } of inputs.filter(({ isSecret }) => isSecret)) {
      const found = await secrets.read(tenant, secretOf(system, connector, name), signal);
      if (found.kind === 'undecipherable') return 'undecipherable' as const;
      if (found.kind === 'absent') return 'reconnect_needed' as const;
    }
    return undefined;
  }

  const readId = createIdReader(map);
  const hold = oauth && holdAtVendor(oauth, tenant);
  const connectionSetup = createConnectionSetup({
    ...{ tenant, map, blueprint, log, secrets, connectionForms, byOperator, placeOf, troubleOf, now },
    allowHosts: config.allowHosts(tenant),
    isSyncWanted: () => isSyncWanted(given.db, tenant),
    withheldFrom: connectionWithholds(config),
    canOauth: (connector) => oauth?.exchanges.has(connector) === true,
    ...{ holdAtVendor: hold, consentOf },
    healthOf: (connector) => view.snapshot.stateOf(connector) ?? connections.stateOf(connector),
    attempt: (testRequest, signal) => testConnection({ ...given, readId }, testRequest, signal),
    keyRights: (of, signal) => keyRights({ map, connect: given.connect, now }, of, signal),
    changed: given.changed,
  });
  const disconnect = createDisconnect({
    ...{ tenant, log, secrets, systemOf, holdAtVendor: hold, changed: given.changed },
    methodsOf: (connector) => ownValue(connectionForms, connector)?.methods(placeOf(connector)) ?? [],
  });
  const deliveries = createWebhookLog(given.db);
  const isConfigured = (connector: string) =>
    operator !== undefined && Object.hasOwn(operator.webhookSecrets, connector);
  const webhook = createHelpdeskWebhook({
    ...{ tenant, secrets, now, vendor: webhookOf(map, 'helpdesk'), log: deliveries },
    secretName: webhookSecret('helpdesk'),
    isSyncOn: () => isSyncOn(given.db, tenant),
    isOperators: isConfigured(entryVendor().id),
    publicUrl: config.publicUrl,
    writes: () => connections.ofSystem('helpdesk')?.connector.writes,
  });
  const appWebhooks = createAppWebhooks({
    ...{ tenant, secrets, now, log: deliveries, publicUrl: config.publicUrl },
    senders: appSenders(map, isConfigured),
    alarms: async (locale) => senderAlarms(await createWebhookAlarms(given.db).list(tenant), namesOf(map), locale),
  });
  const keys = createStoredKeys({
    ...{ tenant, map, log, secrets, connectionForms, byOperator, consentOf, placeOf, troubleOf },
  });
  const consentUrl = async (connector: string, userId: string) =>
    given.vendorConsents?.start({ tenant, connector, userId });
  return { setup: { ...connectionSetup, disconnect }, webhook, appWebhooks, keys, log, troubleOf, consentUrl };
}

/** What is held of a connection, to be given back to its vendor once it is forgotten here. */
const holdAtVendor =
  ({ tokens, exchanges }: Oauth, tenant: TenantId): HoldAtVendor =>
  async (system, connector, signal) => {
    const holder = connectionHolder(system, connector);
    const [held, vendor] = [await tokens.held(tenant, holder, signal), exchanges.get(connector)];
    return async () => {
      await tokens.disconnect(tenant, holder, signal);
      if (!held) return { kind: 'ended' };
      return vendor ? createOauthExchange(vendor).giveBack(tenant, held, signal) : { kind: 'not_taken_back' };
    };
  };

export type TenantSetup = ReturnType<typeof createTenantSetup>;

const namesOf = ({ systems }: IntegrationMap) =>
  Object.fromEntries(Object.entries(systems).map(([id, { name }]) => [id, name]));
