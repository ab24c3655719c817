import { readable, readEach } from '../each-record.ts';
import { answerAs, type HttpClient } from '../http/http-client.ts';
import { WireComponent, WireIncident, WireSummary } from './wire.ts';

export interface Summary {
  readonly pageId: string;
  readonly updatedAt: string | undefined;
  readonly incidents: readonly WireIncident[];
  readonly maintenances: readonly WireIncident[];
  readonly components: readonly WireComponent[];
  /** The page's own word on all of it, where it has one. */
  readonly status: WireSummary['status'];
  readonly leftOut: number;
}

export function createStatuspageClient(http: HttpClient) {
  return {
    async summary(signal: AbortSignal): Promise<Summary> {
      const wire = answerAs(WireSummary, await http.send({ path: '/api/v2/summary.json' }, signal));
      const incidents = readEach(WireIncident, wire.incidents);
      const maintenances = readable(WireIncident, wire.scheduled_maintenances ?? []);
      const components = readable(WireComponent, wire.components ?? []);
      return {
        pageId: wire.page.id,
        updatedAt: wire.page.updated_at ?? undefined,
        incidents: eachOnce(incidents.records, ({ id }) => id),
        maintenances: eachOnce(maintenances.records, ({ id }) => id),
        components: eachOnce(components.records, ({ id, name }) => id ?? name),
        status: wire.status,
        leftOut: incidents.leftOut + maintenances.leftOut + components.leftOut,
      };
    },
  };
}

/** Of what comes twice the later one holds. */
const eachOnce = <T>(records: readonly T[], keyOf: (record: T) => string): T[] => [
  ...new Map(records.map((record) => [keyOf(record), record])).values(),
];
