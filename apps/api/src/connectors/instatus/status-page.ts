import { z } from 'zod';
import { readable, readEach } from '../each-record.ts';
import { answerAs } from '../http/http-client.ts';
import { type PageState, type ReadPage, type Trouble, worst } from '../page-says.ts';

const Incident = z.object({ name: z.string(), status: z.string().nullish(), impact: z.string().nullish() });
const Named = z.object({ name: z.string(), status: z.string() });
/** https://instatus.com/help/api/public-data. A list is left out where it would be empty. */
const WireSummary = z.object({
  page: z.object({ status: z.string() }),
  activeIncidents: z.array(z.unknown()).nullish(),
  activeMaintenances: z.array(z.unknown()).nullish(),
});
const WireComponents = z.object({ components: z.array(z.unknown()) });

const words: ReadonlyMap<string, PageState> = new Map([
  ['OPERATIONAL', 'operational'],
  ['UP', 'operational'],
  ['HASISSUES', 'degraded'],
  ['UNDERMAINTENANCE', 'maintenance'],
  ['DEGRADEDPERFORMANCE', 'degraded'],
  ['MINOROUTAGE', 'degraded'],
  ['PARTIALOUTAGE', 'outage'],
  ['MAJOROUTAGE', 'outage'],
]);
/** A page's own state may say of how many, e.g. `SOMEMAJOROUTAGE`. */
const stateOf = (word: string): PageState | undefined =>
  words.get(word) ?? words.get(word.replace(/^(ALL|SOME|ONE)/, ''));

/** `/summary.json`, and `/v2/components.json` for what is down without an incident. */
export const readInstatus: ReadPage = async (http, _nowMs, signal) => {
  const [summary, listed] = await Promise.all([
    http.send({ path: '/summary.json' }, signal).then((answer) => answerAs(WireSummary, answer)),
    http.send({ path: '/v2/components.json' }, signal),
  ]);
  // Older pages have no such list: then the summary is all there is.
  const components = listed.status < 300 ? answerAs(WireComponents, listed).components : [];
  const troubles: Trouble[] = [
    ...readEach(Incident, summary.activeIncidents ?? []).records.flatMap(({ name, status, impact }): Trouble[] =>
      status === 'RESOLVED' ? [] : [{ state: stateOf(impact ?? '') ?? 'degraded', text: name }],
    ),
    ...readable(Named, summary.activeMaintenances ?? []).records.flatMap(({ name, status }): Trouble[] =>
      status === 'INPROGRESS' ? [{ state: 'maintenance', text: name }] : [],
    ),
    ...readable(Named, components).records.map(({ name, status }) => ({
      ...{ state: stateOf(status) ?? ('degraded' as const), text: name },
    })),
  ].filter(({ state }) => state !== 'operational');
  return troubles.length > 0 ? worst(troubles) : { state: stateOf(summary.page.status) ?? 'unknown' };
};
