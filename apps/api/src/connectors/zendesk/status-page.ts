import { z } from 'zod';
import { readEach } from '../each-record.ts';
import { answerAs } from '../http/http-client.ts';
import { type ReadPage, type Trouble, worst } from '../page-says.ts';

/** https://developer.zendesk.com/api-reference/status_api/status_api/: JSON:API, 10 calls a minute an address. */
const WireList = z.object({ data: z.array(z.unknown()) });
const Incident = z.object({
  attributes: z.object({
    title: z.string(),
    impact: z.string().nullish(),
    outage: z.boolean().nullish(),
    resolved_at: z.string().nullish(),
  }),
});
const Maintenance = z.object({
  attributes: z.object({
    title: z.string(),
    maintenance_start_time: z.string().nullish(),
    maintenance_end_time: z.string().nullish(),
  }),
});

const grave: readonly string[] = ['major', 'critical'];

/** Its incidents under way, and the maintenance of this moment. It tells no components. */
export const readZendeskPage: ReadPage = async (http, nowMs, signal) => {
  const list = async (path: string) => answerAs(WireList, await http.send({ path }, signal)).data;
  const [active, maintenance] = await Promise.all([list('/api/incidents/active'), list('/api/incidents/maintenance')]);
  return worst([
    ...readEach(Incident, active).records.flatMap(
      ({ attributes: { title, impact, outage, resolved_at } }): Trouble[] =>
        resolved_at ? [] : [{ state: outage || grave.includes(impact ?? '') ? 'outage' : 'degraded', text: title }],
    ),
    ...readEach(Maintenance, maintenance).records.flatMap(({ attributes }): Trouble[] => {
      const [from, to] = [attributes.maintenance_start_time, attributes.maintenance_end_time].map((at) =>
        Date.parse(at ?? ''),
      );
      const isNow = from !== undefined && to !== undefined && from <= nowMs && nowMs < to;
      return isNow ? [{ state: 'maintenance', text: attributes.title }] : [];
    }),
  ]);
};
