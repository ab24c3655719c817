import { Phase } from '@sidelight/shared/setup/phase.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { DAYS, evidence, isWithin } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

const link = { kind: 'section', section: 'rollout' } as const;
const BACKUP_DAYS = 2;
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
    claim: { code: 'criteria_chosen' },
    isMet: chosen !== undefined,
    found: { code: chosen ? 'criteria_watched' : 'no_criteria' },
    at: steps.findLast(({ by }) => by !== 'rollback')?.at,
    link,
  });
}

function fallsOnSomebody(chosen: ReadinessFacts['rollout']): Evidence {
  const { phase = 'sandbox', pilotGroups = [], groups = [] } = chosen ?? {};
  const count = pilotGroups.length + (phase === 'everyone' ? groups.length : 0);
  return evidence({
    claim: { code: 'way_back' },
    isMet: count > 0,
    found: count === 0 ? { code: 'no_group_named' } : { code: 'groups_named', count },
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
    claim: { code: 'ran_a_day' },
    isMet: found !== undefined,
    found: found
      ? { code: 'ran', phase: found.phase, days: Math.floor(found.forMs / DAYS(1)) }
      : { code: 'has_not_run' },
    at: found?.from,
    link,
  });
}

function rehearsed(steps: readonly RolloutStep[]): Evidence {
  const back = steps.findIndex(({ from, to }) => at(to) < at(from));
  const forth = back < 0 ? undefined : steps.slice(back).find(({ from, to }) => at(to) > at(from));
  return evidence({
    claim: { code: 'rehearsed' },
    isMet: forth !== undefined,
    found: { code: forth ? 'went_back_and_on' : back < 0 ? 'never_went_back' : 'never_went_on' },
    at: forth?.at,
    link,
  });
}

function backedUp(backup: ReadinessFacts['backup'], nowMs: number): Evidence[] {
  if (!backup) return [];
  return [
    evidence({
      claim: { code: 'backup', days: BACKUP_DAYS },
      isMet: isWithin(backup.lastAt, DAYS(BACKUP_DAYS), nowMs),
      found: { code: backup.lastAt === undefined ? 'no_backup' : 'backup_seen' },
      at: backup.lastAt,
    }),
  ];
}
