import type { RequestListener } from 'node:http';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { createContinuedEntries } from '../access/continued-entry.ts';
import { createSignedUrlVerifier } from '../access/signed-url.ts';
import { createTabNames } from '../access/tab-names.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { createApp } from '../http/app.ts';
import type { Listener } from '../http/listener.ts';
import { describeApi } from '../http/openapi.ts';
import type { PageTemplates } from '../http/page.ts';
import { errorFields } from '../log.ts';
import { NotOnRecord } from '../store/audit-aside.ts';
import { isStoreAway } from '../store/away-fault.ts';
import { createInbox } from '../store/inbox.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AccessControl } from './access-control.ts';
import { refusedWebhooks } from './refused-webhooks.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantRegistry } from './tenant-registry.ts';
import { createWebhookReceipt } from './webhooks.ts';

export interface ServiceAppDeps {
  readonly shared: SharedDeps;
  readonly registry: TenantRegistry;
  readonly access: AccessControl;
  mapOf(tenant: TenantId): IntegrationMap;
  readonly templates: PageTemplates;
  readonly listener: Pick<Listener, 'isDraining'>;
}

/** Every route, with what answers it. */
export function createServiceApp(deps: ServiceAppDeps): RequestListener {
  const { shared, registry, access, templates, listener } = deps;
  const { metrics, audit, secrets, oauth, vendorConsents, jobs, tenantLog } = shared;
  const { config, database, log, distDir, now, steadyNow } = shared.serviceDeps;
  const connect = oauth?.connect;
  const { isServed } = registry;
  const { entry } = entryVendor();
  function whatFailed(error: unknown): string {
    if (error instanceof NotOnRecord) return 'not on record, and so not shown';
    return isStoreAway(error) ? 'the store does not answer' : 'a bug';
  }
  return createApp({
    ...access.http,
    ...{ tenants: registry, now, steadyNow, distDir, consentUrl: access.consent?.urlFor },
    oauth: {
      agents: access.consent,
      connect: connect && { finish: (sentBack, signal) => connect.finish(sentBack, access.isRevoked, signal) },
      vendors: vendorConsents && {
        begin: vendorConsents.begin,
        finish: (sentBack, marks, signal) => vendorConsents.finish(sentBack, marks, access.isRevoked, signal),
        isSecure: config.publicUrl?.protocol === 'https:',
      },
    },
    webhooks: {
      publicUrl: config.publicUrl,
      webhooksOf: createWebhookReceipt({
        ...{ secrets, inbox: createInbox(database.db, jobs), isServed, awake: registry.peek, now, steadyNow },
        staffDoubted: access.doubt,
        ...refusedWebhooks(shared),
        mapOf: deps.mapOf,
        configuredOf: (tenant, connector) =>
          config.operator?.tenant === tenant ? ownValue(config.operator.webhookSecrets, connector) : undefined,
      }),
    },
    onBug: (error, requestId) => log.error(whatFailed(error), { requestId, ...errorFields(error) }),
    isStoreAway,
    onRefused: metrics.refused,
    zaf: {
      ...{ pages: templates, audit, isServed, admit: registry.admit, helpdesk: entry },
      sdkUrl: config.helpdeskSdk === 'cdn' ? entry.sdk.url : undefined,
      verifier: createSignedUrlVerifier({ helpdesk: entry, keys: config.appKeys, takeOnce: tenantLog.takeOnce, now }),
      continued: createContinuedEntries(shared.signingKeys, { takeOnce: tenantLog.takeOnce, now }),
      tabNameOf: createTabNames(shared.signingKey),
      ...{ connectVariables: config.connectVariables, agents: access.consent, entered: access.entered },
      originOf: config.helpdesk.originOf,
      isHelpdeskOrigin: config.helpdesk.isOrigin,
      onRefused: (reason, requestId, tenant) =>
        log.warn('an entry was refused', { requestId, reason, ...(tenant && { tenant }) }),
    },
    operations: {
      token: config.metricsToken,
      metrics,
      openapi: describeApi('0.3.0'),
      isReady: async () => !listener.isDraining() && (await database.isAnswering()),
    },
  });
}
