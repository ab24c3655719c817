import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { StepReason, WhoIsLeft } from '@sidelight/shared/setup/step-reason.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { breachesIn, evaluateCriteria } from './evaluate-criteria.ts';
import type { Measure } from './measure.ts';
import { narrower } from './phase.ts';
import type { RolloutLog, StoredRollout } from './ports.ts';

export interface RollbackWatchDeps {
  readonly tenant: TenantId;
  readonly log: RolloutLog;
  readonly measure: Measure;
  /** The owners are told. Saying the same step again is saying it once. */
  told(step: RolloutStep): Promise<void>;
  /** The watch began anew: nobody looked for so long, or the clock was set. */
  onGap(gapMs: number): void;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

const EVERY_MS = 15_000;
/** Longer than another process needs to take over. What lies in a longer gap was seen by nobody. */
const GAP_MS = 60_000;
const TELL_FOR_MS = 86_400_000;

/**
 * Goes back one phase when a criterion is breached. For the leading process: a task of its health loop.
 * Each rollback begins the watch anew, so that the same evidence never counts twice.
 */
export function createRollbackWatch(deps: RollbackWatchDeps): PeriodicTask {
  const { tenant, log, measure, told, onGap, now, steadyNow } = deps;
  let toldAt = '';

  const iso = (ms: number) => new Date(ms).toISOString();

  /** Also what a process before us has written and not told. */
  async function tell(): Promise<void> {
    const [last] = await log.steps(tenant, 1);
    if (last?.by !== 'rollback' || last.at === toldAt || now() - Date.parse(last.at) > TELL_FOR_MS) return;
    await told(last);
    toldAt = last.at;
  }

  /** A clock that was set, a machine that slept, a service that was stopped: nobody knows what happened meanwhile. */
  function gapOf({ since }: StoredRollout, lastLook: string | undefined, nowMs: number): number | undefined {
    const gapMs = nowMs - Date.parse(lastLook ?? since);
    // Nobody has looked yet: then only a beginning that is still to come is odd.
    if (lastLook === undefined && gapMs > 0) return undefined;
    return Math.abs(gapMs) > GAP_MS ? gapMs : undefined;
  }

  async function evaluateNow(rollout: StoredRollout, nowMs: number): Promise<void> {
    const { phase, criteria, version } = rollout;
    const to = narrower(phase);
    if (to === undefined) return;
    const measured = await measure(rollout);
    const breaches = breachesIn(evaluateCriteria(criteria, measured, nowMs));
    if (breaches.length === 0) return;
    const at = iso(nowMs);
    const reason: StepReason = {
      code: 'breached',
      breaches,
      minutes: criteria.overMinutes,
      whoIsLeft: whoIsLeft(rollout, to),
    };
    // False where an admin was faster: the next look evaluates what they have made.
    const next = { ...rollout, phase: to, since: at };
    if (await log.change(tenant, version, next, { at, from: phase, to, by: 'rollback', reason })) await tell();
  }

  const task = {
    name: 'rollback',
    async run() {
      const rollout = await log.find(tenant);
      // Nobody has chosen criteria: there is nothing to hold anybody to.
      if (!rollout) return;
      await tell();
      const nowMs = now();
      const gapMs = gapOf(rollout, await log.look(tenant, iso(nowMs)), nowMs);
      if (gapMs === undefined) return evaluateNow(rollout, nowMs);
      await log.change(tenant, rollout.version, { ...rollout, since: iso(nowMs) }, undefined);
      onGap(gapMs);
    },
  };
  return paced(task, steadyNow, () => EVERY_MS);
}

function whoIsLeft({ pilotGroups, groups }: StoredRollout, phase: StoredRollout['phase']): WhoIsLeft {
  if (phase === 'sandbox') return 'admins';
  const open = phase === 'groups' ? [...pilotGroups, ...groups] : pilotGroups;
  return open.length > 0 ? 'groups' : 'admins_without_groups';
}
