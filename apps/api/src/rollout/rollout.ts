import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { Rollout, RolloutAnswer, RolloutRequest, RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { RolloutChange } from '@sidelight/shared/setup/step-reason.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { blockersOf } from './blockers.ts';
import { suggestedCriteria } from './criteria.ts';
import { evaluateCriteria } from './evaluate-criteria.ts';
import type { HelpdeskGroups } from './helpdesk-groups.ts';
import type { Measure } from './measure.ts';
import { isWider, wider } from './phase.ts';
import type { RolloutLog, StoredRollout } from './ports.ts';

export interface RolloutDeps {
  readonly tenant: TenantId;
  readonly log: RolloutLog;
  readonly measure: Measure;
  groups(signal: AbortSignal): Promise<HelpdeskGroups>;
  readiness(signal: AbortSignal): Promise<Readiness>;
  /** While nobody has chosen one. */
  readonly firstPhase: Phase;
  now(): number;
}

export interface Rollouts {
  read(readiness: Readiness, signal: AbortSignal): Promise<Rollout>;
  /** `by`: the person's name. */
  change(request: RolloutRequest, by: string, record: OnRecord, signal: AbortSignal): Promise<RolloutAnswer>;
}

const MAX_STEPS = 50;

/** Who sees the sidebar, and how that is changed by admins. */
export function createRollouts(deps: RolloutDeps): Rollouts {
  const { tenant, log, measure, firstPhase, now } = deps;

  async function current(): Promise<StoredRollout> {
    const first = { phase: firstPhase, pilotGroups: [], groups: [], criteria: suggestedCriteria };
    return (await log.find(tenant)) ?? { ...first, since: new Date(now()).toISOString(), version: 0 };
  }

  /** Nothing is measured before somebody has chosen what to hold it against; what could be chosen is shown. */
  const watched = async (rollout: StoredRollout) =>
    evaluateCriteria(rollout.criteria, rollout.version === 0 ? unmeasured(now()) : await measure(rollout), now());

  /** Those that were there before are left in peace, so that an unreachable helpdesk does not hold up the rest. */
  async function wrongGroups(request: RolloutRequest, before: StoredRollout, signal: AbortSignal): Promise<Blocker[]> {
    const old = [...before.pilotGroups, ...before.groups];
    const fresh = [...request.pilotGroups, ...request.groups].filter((id) => !old.includes(id));
    if (fresh.length === 0) return [];
    const found = await deps.groups(signal);
    if (found.kind === 'unknown') return [{ code: 'groups_unknown' }];
    const strange = fresh.filter((id) => !found.all.some((group) => group.id === id));
    return strange.map((group) => ({ code: 'no_such_group', group }));
  }

  async function blockersToWiden(
    request: RolloutRequest,
    before: StoredRollout,
    signal: AbortSignal,
  ): Promise<Blocker[]> {
    const next = wider(before.phase);
    const [readiness, nowWatched, [lastStep]] = await Promise.all([
      deps.readiness(signal),
      watched(before),
      log.steps(tenant, 1),
    ]);
    const { pilotGroups, groups } = request;
    const { criteria, since } = before;
    const standing = { readiness, pilotGroups, groups, criteria, since, watched: nowWatched, lastStep };
    return [
      ...(next === request.phase || next === undefined ? [] : [{ code: 'one_phase_at_a_time', phase: next } as const]),
      ...blockersOf(request.phase, standing, now()),
    ];
  }

  return {
    async read(readiness, signal) {
      const rollout = await current();
      const { phase, pilotGroups, groups, criteria, since } = rollout;
      const [nowWatched, history, found] = await Promise.all([
        watched(rollout),
        log.steps(tenant, MAX_STEPS),
        deps.groups(signal),
      ]);
      const next = wider(phase);
      const standing = { readiness, pilotGroups, groups, criteria, since, watched: nowWatched, lastStep: history[0] };
      return {
        ...{ phase, pilotGroups: [...pilotGroups], groups: [...groups], criteria },
        // Where nobody has chosen anything, the time of this look would be a date that moves.
        ...(rollout.version > 0 && { since }),
        allGroups: found.kind === 'known' ? [...found.all] : [],
        areGroupsKnown: found.kind === 'known',
        watched: nowWatched,
        history: [...history],
        blockers: next === undefined ? [] : blockersOf(next, standing, now()),
      };
    },

    async change(request, by, record, signal) {
      const before = await current();
      const isNarrower = isWider(before.phase, request.phase);
      const wrong = await wrongGroups(request, before, signal);
      const blockers = isWider(request.phase, before.phase) ? await blockersToWiden(request, before, signal) : [];
      if (!isNarrower && wrong.length + blockers.length > 0)
        return { kind: 'blocked', blockers: [...wrong, ...blockers] };
      // Going back must work on the worst of days: then it does without what cannot be checked.
      const lists = wrong.length > 0 ? before : request;
      const at = new Date(now()).toISOString();
      const next = {
        ...{ phase: request.phase, criteria: request.criteria },
        ...{ pilotGroups: [...new Set(lists.pilotGroups)], groups: [...new Set(lists.groups)] },
        since: request.phase === before.phase && before.version > 0 ? before.since : at,
      };
      const changes = changesOf(before, next);
      if (wrong.length > 0) changes.push('groups_kept');
      if (next.phase === before.phase && changes.length === 0) return { kind: 'done' };
      const reason: Pick<RolloutStep, 'reason'> = changes.length === 0 ? {} : { reason: { code: 'changed', changes } };
      const step: RolloutStep = { at, from: before.phase, to: next.phase, by, ...reason };
      const isDone = await log.change(tenant, before.version, next, step, record);
      return isDone ? { kind: 'done' } : { kind: 'blocked', blockers: [{ code: 'overtaken' }] };
    },
  };
}

const unmeasured = (nowMs: number) => ({
  fromMs: nowMs,
  contexts: { total: 0, inTime: 0, failed: 0 },
  downMinutes: 0,
});

type Chosen = Pick<StoredRollout, 'pilotGroups' | 'groups' | 'criteria' | 'version'>;

function changesOf(before: Chosen, next: Omit<Chosen, 'version'>): RolloutChange[] {
  const isSame = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join();
  const { criteria: was } = before;
  const { criteria: is } = next;
  // Keys of the same checked object.
  const hasOther = (Object.keys(is) as (keyof typeof is)[]).some((name) => is[name] !== was[name]);
  const criteria = before.version === 0 ? 'criteria_chosen' : hasOther ? 'criteria_changed' : undefined;
  const changes: (RolloutChange | undefined)[] = [
    isSame(before.pilotGroups, next.pilotGroups) ? undefined : 'pilot_groups_changed',
    isSame(before.groups, next.groups) ? undefined : 'groups_changed',
    criteria,
  ];
  return changes.filter((change) => change !== undefined);
}
