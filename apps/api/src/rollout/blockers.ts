import type { Area } from '@sidelight/shared/setup/area.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import { LEAST_SCORE, type Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { RollbackCriteria, RolloutStep, Watched } from '@sidelight/shared/setup/rollout.ts';
import { breachesIn } from './evaluate-criteria.ts';

export interface RolloutFacts {
  readonly readiness: Readiness;
  readonly pilotGroups: readonly string[];
  readonly groups: readonly string[];
  readonly criteria: RollbackCriteria;
  readonly watched: readonly Watched[];
  readonly since: string;
  readonly lastStep: RolloutStep | undefined;
}

/** What asks for agents at work cannot be asked of a pilot that has not begun. */
const pilotMeets: readonly Area[] = ['rollout', 'training'];
const MINUTE_MS = 60_000;

/** What stands in the way of going one phase wider. Pure. */
export function blockersOf(next: Phase, facts: RolloutFacts, nowMs: number): Blocker[] {
  const { readiness, pilotGroups, groups, criteria, watched } = facts;
  const isPilot = next === 'pilot';
  const low = readiness.areas
    .filter(({ area, score }) => score < LEAST_SCORE && !(isPilot && pilotMeets.includes(area)))
    .map(({ area, score }): Blocker => {
      const measured = { area, score, least: LEAST_SCORE };
      return isPilot ? { code: 'low_for_pilot', ...measured } : { code: 'low', ...measured, phase: next };
    });
  const breaches = breachesIn(watched);
  return [
    ...noGroup(next, pilotGroups, groups),
    ...low,
    ...(breaches.length > 0 ? [{ code: 'breached', breaches, minutes: criteria.overMinutes } as const] : []),
    ...afterRollback(facts, nowMs),
  ];
}

function noGroup(next: Phase, pilotGroups: readonly string[], groups: readonly string[]): Blocker[] {
  if (next === 'pilot' && pilotGroups.length === 0) return [{ code: 'no_pilot_group' }];
  return next === 'groups' && groups.length === 0 ? [{ code: 'no_further_group' }] : [];
}

/** Also so that nobody undoes a rollback with a page that was loaded before it. */
function afterRollback({ lastStep, criteria, since }: RolloutFacts, nowMs: number): Blocker[] {
  if (lastStep?.by !== 'rollback') return [];
  const untilMs = Date.parse(since) + criteria.overMinutes * MINUTE_MS;
  return nowMs >= untilMs ? [] : [{ code: 'watched_first', minutes: criteria.overMinutes, untilMs }];
}
