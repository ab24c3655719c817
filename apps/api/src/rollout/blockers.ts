import { type Area, LEAST_SCORE, type Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { Phase, RollbackCriteria, RolloutStep, Watched } from '@sidelight/shared/setup/rollout.ts';
import { breachInWords } from './judge.ts';
import { phaseWords } from './phase.ts';

export interface Standing {
  readonly readiness: Readiness;
  readonly pilotGroups: readonly string[];
  readonly groups: readonly string[];
  readonly criteria: RollbackCriteria;
  readonly watched: readonly Watched[];
  readonly since: string;
  readonly lastStep: RolloutStep | undefined;
}

const areas: Readonly<Record<Area, string>> = {
  workflow_mapping: 'Workflow mapping',
  data_ownership: 'Data ownership',
  taxonomy: 'Taxonomy',
  security: 'Security',
  monitoring: 'Monitoring and alerting',
  rollout: 'Rollout and rollback',
  training: 'Training',
};
/** What asks for agents at work cannot be asked of a pilot that has not begun. */
const pilotMeets: readonly Area[] = ['rollout', 'training'];
const MINUTE_MS = 60_000;

/** What stands in the way of going one phase wider, in words. Pure. */
export function blockersOf(next: Phase, standing: Standing, nowMs: number): string[] {
  const { readiness, pilotGroups, groups, criteria, watched } = standing;
  const isPilot = next === 'pilot';
  const low = readiness.areas
    .filter(({ area, score }) => score < LEAST_SCORE && !(isPilot && pilotMeets.includes(area)))
    .map(({ area, score }) => {
      const least = isPilot
        ? `a pilot needs ${LEAST_SCORE} in every area but rollout and training, which only a pilot can meet`
        : `going on to ${phaseWords[next]} needs ${LEAST_SCORE} in every area`;
      return `${areas[area]} is at ${score} of 5: ${least}`;
    });
  const empty =
    (isPilot && pilotGroups.length === 0) || (next === 'groups' && groups.length === 0)
      ? [`Name at least one helpdesk group for ${isPilot ? 'the pilot' : 'this phase'}`]
      : [];
  const breach = breachInWords(watched, criteria);
  return [
    ...empty,
    ...low,
    ...(breach === undefined ? [] : [`${breach}: going wider would be undone at once`]),
    ...afterRollback(standing, nowMs),
  ];
}

/** Also so that nobody undoes a rollback with a page that was loaded before it. */
function afterRollback({ lastStep, criteria, since }: Standing, nowMs: number): string[] {
  if (lastStep?.by !== 'rollback') return [];
  const untilMs = Date.parse(since) + criteria.overMinutes * MINUTE_MS;
  if (nowMs >= untilMs) return [];
  const until = `${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return [`It went back by itself, and has to be watched for ${criteria.overMinutes} minutes first, until ${until}`];
}
