import { z } from 'zod';
import { readEach } from '../each-record.ts';
import { answerAs } from '../http/http-client.ts';
import { type PageState, type ReadPage, worst } from '../page-says.ts';

const Incident = z.object({ name: z.string(), current_worst_impact: z.string().nullish() });
const Maintenance = z.object({ name: z.string() });
/** What a public page of incident.io serves for its widget: https://docs.incident.io/status-pages/widget */
const WireSummary = z.object({
  ongoing_incidents: z.array(z.unknown()),
  in_progress_maintenances: z.array(z.unknown()),
});

const impacts: ReadonlyMap<string, PageState> = new Map([
  ['degraded_performance', 'degraded'],
  ['partial_outage', 'outage'],
  ['full_outage', 'outage'],
  ['under_maintenance', 'maintenance'],
]);

/** `/api/v1/summary`. It lists no components of their own: each incident names those it touches. */
export const readIncidentIo: ReadPage = async (http, _nowMs, signal) => {
  const wire = answerAs(WireSummary, await http.send({ path: '/api/v1/summary' }, signal));
  return worst([
    ...readEach(Incident, wire.ongoing_incidents).records.map(({ name, current_worst_impact }) => ({
      ...{ state: impacts.get(current_worst_impact ?? '') ?? ('degraded' as const), text: name },
    })),
    ...readEach(Maintenance, wire.in_progress_maintenances).records.map(({ name }) => ({
      ...{ state: 'maintenance' as const, text: name },
    })),
  ]);
};
