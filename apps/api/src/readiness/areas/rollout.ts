import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { Phase, type RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { DAYS, evidence, isWithin } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

const link = { kind: 'section', section: 'rollout' } as const;
const at = (phase: Phase) => Phase.options.indexOf(phase);

/** Do we widen carefully, and can we go back? Pure. */
export function rollout({ rollout: chosen, backup, nowMs }: ReadinessFacts): Evidence[] {
  const steps = [...(chosen?.steps ?? [])].reverse();
  return [
    criteria(chosen, steps),
    fallsOnSomebody(chosen),
    ranADay(chosen?.phase, steps, nowMs),
    rehearsed(steps),
    ...backedUp(backup, nowMs),
  ];
}

function criteria(chosen: ReadinessFacts['rollout'], steps: readonly RolloutStep[]): Evidence {
  return evidence({
    id: 'criteria_chosen',
    claim: 'Somebody has chosen when the rollout goes back by itself',
    isMet: chosen !== undefined,
    found: chosen ? 'criteria are watched' : 'nobody has',
    by: 'the rollout',
    at: steps.findLast(({ by }) => by !== 'rollback')?.at,
    mend: 'Choose rollback criteria, and save them',
    link,
  });
}

function fallsOnSomebody(chosen: ReadinessFacts['rollout']): Evidence {
  const { phase = 'sandbox', pilotGroups = [], groups = [] } = chosen ?? {};
  const count = pilotGroups.length + (phase === 'everyone' ? groups.length : 0);
  return evidence({
    id: 'way_back',
    claim: 'There is a smaller group to go back to, so that a rollback leaves more than admins',
    isMet: count > 0,
    found: count === 0 ? 'no group is named' : `${count} named`,
    by: 'the rollout',
    mend: 'Name pilot groups',
    link,
  });
}

interface Run {
  readonly phase: Phase;
  readonly from: string;
  readonly forMs: number;
  readonly isRolledBack: boolean;
}

/** Each stretch of time in one phase, oldest first. */
function runsOf(steps: readonly RolloutStep[], nowMs: number): Run[] {
  const moves = steps.filter(({ from, to }, i) => i === 0 || from !== to);
  return moves.map((step, i) => {
    const next = moves[i + 1];
    const untilMs = next ? Date.parse(next.at) : nowMs;
    return {
      phase: step.to,
      from: step.at,
      forMs: untilMs - Date.parse(step.at),
      isRolledBack: next?.by === 'rollback',
    };
  });
}

function ranADay(phase: Phase | undefined, steps: readonly RolloutStep[], nowMs: number): Evidence {
  const runs = runsOf(steps, nowMs);
  // What ran well before a rollback has been proven wrong by it.
  const since = runs.findLastIndex(({ isRolledBack }) => isRolledBack) + 1;
  const found = runs
    .slice(since)
    .findLast(
      (run) => run.phase !== 'sandbox' && phase !== undefined && at(run.phase) >= at(phase) - 1 && run.forMs >= DAYS(1),
    );
  return evidence({
    id: 'ran_a_day',
    claim: 'This phase, or the one before it, has run for a day without a rollback',
    isMet: found !== undefined,
    found: found ? `“${found.phase}” ran for ${Math.floor(found.forMs / DAYS(1))} days` : 'not yet',
    by: 'the rollout’s history',
    at: found?.from,
    mend: 'Let a pilot run for a day',
    link,
  });
}

function rehearsed(steps: readonly RolloutStep[]): Evidence {
  const back = steps.findIndex(({ from, to }) => at(to) < at(from));
  const forth = back < 0 ? undefined : steps.slice(back).find(({ from, to }) => at(to) > at(from));
  return evidence({
    id: 'rehearsed',
    claim: 'Going back, and forth again, has been done once',
    isMet: forth !== undefined,
    found: forth ? 'it has' : back < 0 ? 'nobody has gone back' : 'it went back, and not forth again',
    by: 'the rollout’s history',
    at: forth?.at,
    mend: 'Go back one phase on purpose, see who loses the sidebar, and go on again',
    link,
  });
}

function backedUp(backup: ReadinessFacts['backup'], nowMs: number): Evidence[] {
  if (!backup) return [];
  return [
    evidence({
      id: 'backup',
      claim: 'A backup was made in the last two days',
      isMet: isWithin(backup.lastAt, DAYS(2), nowMs),
      found: backup.lastAt === undefined ? 'none was seen' : 'the last one that was seen',
      by: 'the backup',
      at: backup.lastAt,
      mend: 'Make one now, and let a timer make them daily',
    }),
  ];
}
