import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Channel } from '../alerts/channel.ts';
import { createOutbox, type Outbox } from '../alerts/outbox.ts';
import { createOwners, type Owners } from '../alerts/owners.ts';
import { untilTried } from '../alerts/until-tried.ts';
import { USUAL_PAGE_KIND } from '../connectors/catalogue.ts';
import { type ClosableHttpClient, createHttpClient } from '../connectors/http/axios-client.ts';
import type { Connect } from '../connectors/http/guarded-connect.ts';
import type { PageReader } from '../connectors/page-reader.ts';
import type { VendorPage } from '../health/vendor-board.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { createAlertLog } from '../store/alert-log.ts';
import { createVersions } from '../store/coordination.ts';
import type { Database } from '../store/database.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface AlertingDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly db: Database;
  readonly jobs: JobWriter<Database>;
  readonly channels: readonly Channel[];
  /** Another address than the map's, by connector. */
  readonly statusPages: Readonly<Record<string, URL | undefined>>;
  readonly pages: PageReader;
  readonly connect: Connect;
  now(): number;
}

export interface Alerting {
  readonly outbox: Outbox;
  readonly owners: Owners;
  readonly vendorPages: readonly VendorPage[];
  close(): Promise<void>;
}

/** Longer than one delivery takes: who tells an owner at a ticket waits for it. */
const TRIED_WITHIN_MS = 6000;

/** Everything that leaves for people: alerts to owners; and what vendors say of themselves. */
export function createAlerting(given: AlertingDeps): Alerting {
  const { tenant, map, db, jobs, channels, statusPages, pages, connect, now } = given;
  const clients: ClosableHttpClient[] = [];
  const client = (baseUrl: URL): ClosableHttpClient => {
    const made = createHttpClient({ baseUrl, headers: {}, connections: 2, connect, now });
    clients.push(made);
    return made;
  };
  const channelClients = new Map(channels.map((channel) => [channel.name, client(new URL(channel.url.origin))]));
  const log = createAlertLog(db, jobs);
  const incidents = createIncidentLog(db);
  const versions = createVersions(db);
  const outbox = createOutbox({
    ...{ tenant, log, channels, now },
    // Every channel has been given a client just above.
    send: (channel, request, signal) => channelClients.get(channel.name)!.send(request, signal),
    async note(incidentId, entry) {
      await incidents.append(tenant, incidentId, entry);
      await versions.bump(tenant);
    },
  });
  const vendorPages = Object.values(map.systems).flatMap((spec) =>
    Object.entries(spec.connectors).flatMap(([connector, { name, statusPage }]): VendorPage[] => {
      const { url, kind } = typeof statusPage === 'object' ? statusPage : { url: statusPage, kind: USUAL_PAGE_KIND };
      const address = ownValue(statusPages, connector) ?? (url === undefined ? undefined : new URL(url));
      if (!address) return [];
      const read = () => pages.read({ url: address, kind }, map.health.statusPages.everyMs);
      return [{ system: spec.system, connector, source: name, url: url ?? address.href, read }];
    }),
  );
  return {
    outbox,
    owners: createOwners({
      ...{ tenant, map, log, now },
      untilTried: (ids, signal) => untilTried({ log, tenant }, ids, TRIED_WITHIN_MS, signal),
    }),
    vendorPages,
    close: async () => void (await Promise.all(clients.map((http) => http.close()))),
  };
}
