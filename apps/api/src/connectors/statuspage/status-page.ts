import { z } from 'zod';
import { readable } from '../each-record.ts';
import { answerAs } from '../http/http-client.ts';
import { type PageState, type ReadPage, shortened, type Trouble, worst } from '../page-says.ts';

const Named = z.object({ name: z.string(), status: z.string().nullish(), group: z.boolean().nullish() });
/** https://status.atlassian.com/api#summary: the shape most vendors' status pages share. */
const WireSummary = z.object({
  status: z.object({ indicator: z.string(), description: z.string().nullish() }),
  components: z.array(z.unknown()).nullish(),
  scheduled_maintenances: z.array(z.unknown()).nullish(),
});

const indicators: ReadonlyMap<string, PageState> = new Map([
  ['none', 'operational'],
  ['minor', 'degraded'],
  ['major', 'outage'],
  ['critical', 'outage'],
  ['maintenance', 'maintenance'],
]);
const conditions: ReadonlyMap<string, PageState> = new Map([
  ['operational', 'operational'],
  ['under_maintenance', 'maintenance'],
  ['degraded_performance', 'degraded'],
  ['partial_outage', 'outage'],
  ['major_outage', 'outage'],
]);

/** `/api/v2/summary.json`. The page's own summary decides; what it leaves out is added from its parts. */
export const readStatuspage: ReadPage = async (http, _nowMs, signal) => {
  const wire = answerAs(WireSummary, await http.send({ path: '/api/v2/summary.json' }, signal));
  const state = indicators.get(wire.status.indicator) ?? 'unknown';
  const text = shortened(wire.status.description ?? '');
  if (state !== 'operational' && state !== 'unknown') return { state, ...(text !== '' && { text }) };
  const parts: Trouble[] = [
    ...readable(Named, wire.components ?? []).records.flatMap((component) =>
      component.group || !component.status
        ? []
        : [{ state: conditions.get(component.status) ?? 'degraded', text: component.name }],
    ),
    ...readable(Named, wire.scheduled_maintenances ?? []).records.flatMap(({ name, status }): Trouble[] =>
      status === 'in_progress' || status === 'verifying' ? [{ state: 'maintenance', text: name }] : [],
    ),
  ].filter((part) => part.state !== 'operational');
  return parts.length > 0 ? worst(parts) : { state, ...(text !== '' && { text }) };
};
