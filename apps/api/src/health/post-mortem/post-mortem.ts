import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { type AnswersReportDeps, answersAtRisk, shownDuring } from '../answers-report.ts';
import { blastRadius } from '../blast-radius.ts';
import type { Frame } from '../ports.ts';
import { postMortemText } from './markdown.ts';

export interface PostMortemDeps extends AnswersReportDeps {
  readonly map: IntegrationMap;
  /** Pages that are open now. */
  frames(): Promise<readonly Frame[]>;
  searchUrl(tag: string, since: string): string | undefined;
}

/** An incident as Markdown; undefined where there is no such incident. */
export async function writePostMortem(deps: PostMortemDeps, id: string, locale: string): Promise<string | undefined> {
  const { tenant, map } = deps;
  const incident = await deps.incidents.find(tenant, id);
  if (!incident) return undefined;
  const { system, closedAt, openedAt } = incident;
  const [shown, frames] = await Promise.all([shownDuring(deps, incident), closedAt === undefined ? deps.frames() : []]);
  const answers = await answersAtRisk(deps, incident, shown, locale);
  const { isOn, tag } = map.health.marking;
  const tagged = incident.timeline.findLast((entry) => entry.kind === 'tagged');
  return postMortemText(
    {
      ...{ incident, shown, answers },
      name: say(ownValue(map.systems, system)?.name ?? system, locale),
      radius: blastRadius(map, { system }, frames, locale),
      searchUrl: isOn ? deps.searchUrl(tag, openedAt) : undefined,
      allUrl: tagged && deps.searchUrl(tagged.tag, openedAt),
      at: new Date(deps.now()).toISOString(),
    },
    locale,
  );
}
