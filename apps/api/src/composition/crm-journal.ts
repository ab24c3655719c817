import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { isAllowedFile } from '../connectors/http/allowed-host.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import type { HttpClient } from '../connectors/http/http-client.ts';
import type { Journal, JournalDefinition } from '../connectors/journal.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { Secret } from '../secrets/secret.ts';
import { createWebhookSecrets } from '../secrets/webhook-secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';

export interface CrmJournal extends Pick<JournalDefinition, 'keptMs'> {
  readonly journal: Journal;
  /** Whether there is a secret of its app: without one it cannot be read. */
  hasSecret(): Promise<boolean>;
}

export const JOURNAL_OF = 'crm';

/** The journal of the vendor that fills the CRM; undefined where it has none, or the map names no app. */
export function openCrmJournal(shared: SharedDeps, tenant: TenantId, map: IntegrationMap): CrmJournal | undefined {
  const { config, now, steadyNow } = shared.serviceDeps;
  const connectors = ownValue(map.systems, JOURNAL_OF)?.connectors ?? {};
  const named = Object.entries(connectors).flatMap(([id, { options }]) => {
    const journal = catalogue.get(id)?.journal;
    return journal ? [{ id, options, journal }] : [];
  })[0];
  const baseUrl = named && ownValue(config.vendorUrls(tenant), named.id)?.url;
  if (!named || !baseUrl) return undefined;
  const { id, options, journal: definition } = named;
  const operator = config.operator?.tenant === tenant ? config.operator : undefined;
  const own = operator && ownValue(operator.webhookSecrets, id);
  const configured = own === undefined ? undefined : new Secret(own);
  const secrets = createWebhookSecrets({ tenant, system: JOURNAL_OF, store: shared.secrets, configured, steadyNow });
  const to = (url: URL) => ({ baseUrl: url, headers: {}, sockets: shared.sockets, now });
  const journal = definition.open({
    options,
    secrets: async () => (await secrets()).map((secret) => secret.reveal()),
    open: (how) => createHttpClient({ ...to(baseUrl), ...how }),
    async file(address, maxBytes, signal) {
      const url = new URL(address);
      // Who names it is the vendor, and still it is not to be somewhere among our own machines.
      if (!isAllowedFile(url, definition.fileHosts, config.allowHosts(tenant)))
        throw new UpstreamError('not_configured');
      return textOf(createHttpClient(to(url)), url, maxBytes, signal);
    },
    steadyNow,
  });
  return journal && { journal, keptMs: definition.keptMs, hasSecret: async () => (await secrets()).length > 0 };
}

async function textOf(http: HttpClient, url: URL, maxBytes: number, signal: AbortSignal): Promise<string> {
  const path = url.search;
  const { status, text } = await http.send({ path, maxBytes, isAnswerPlain: true }, signal);
  // Addresses of files end soon: the next time there is another.
  if (status !== 200 || text === undefined) throw new UpstreamError('upstream_error');
  return text;
}
