import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { Phase, Rollout, RolloutAnswer, RolloutRequest, RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { blockersOf } from './blockers.ts';
import { suggestedCriteria } from './criteria.ts';
import type { HelpdeskGroups } from './helpdesk-groups.ts';
import { judge } from './judge.ts';
import type { Measure } from './measure.ts';
import { isWider, phaseWords, wider } from './phase.ts';
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
  change(request: RolloutRequest, by: string, signal: AbortSignal): Promise<RolloutAnswer>;
}

const MAX_STEPS = 50;
const OVERTAKEN = 'Somebody else, or a rollback, has changed the rollout meanwhile: look at it again';

/** Who sees the sidebar, and how that is changed by admins. */
export function createRollouts(deps: RolloutDeps): Rollouts {
  const { tenant, log, measure, firstPhase, now } = deps;

  async function current(): Promise<StoredRollout> {
    const first = { phase: firstPhase, pilotGroups: [], groups: [], criteria: suggestedCriteria };
    return (await log.find(tenant)) ?? { ...first, since: new Date(now()).toISOString(), version: 0 };
  }

  /** Nothing is measured before somebody has chosen what to hold it against; what could be chosen is shown. */
  const watched = async (rollout: StoredRollout) =>
    judge(rollout.criteria, rollout.version === 0 ? unmeasured(now()) : await measure(rollout), now());

  /** Those that were there before are left in peace, so that an unreachable helpdesk does not hold up the rest. */
  async function wrongGroups(request: RolloutRequest, before: StoredRollout, signal: AbortSignal): Promise<string[]> {
    const old = [...before.pilotGroups, ...before.groups];
    const fresh = [...request.pilotGroups, ...request.groups].filter((id) => !old.includes(id));
    if (fresh.length === 0) return [];
    const found = await deps.groups(signal);
    if (found.kind === 'unknown')
      return ['The helpdesk cannot be asked which groups it has: connect it, or try again when it answers'];
    const strange = fresh.filter((id) => !found.all.some((group) => group.id === id));
    return strange.map((id) => `The helpdesk has no group ${id}: choose one of its groups`);
  }

  async function blockersToWiden(request: RolloutRequest, before: StoredRollout, signal: AbortSignal) {
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
      ...(next === request.phase || next === undefined ? [] : [`One phase at a time: ${phaseWords[next]} comes next`]),
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
        ...{ phase, pilotGroups: [...pilotGroups], groups: [...groups], criteria, since },
        allGroups: found.kind === 'known' ? [...found.all] : [],
        areGroupsKnown: found.kind === 'known',
        watched: nowWatched,
        history: [...history],
        blockers: next === undefined ? [] : blockersOf(next, standing, now()),
      };
    },

    async change(request, by, signal) {
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
      if (wrong.length > 0) changes.push('the groups were left as they were');
      if (next.phase === before.phase && changes.length === 0) return { kind: 'done' };
      const why = changes.length === 0 ? {} : { why: sentence(changes) };
      const step: RolloutStep = { at, from: before.phase, to: next.phase, by, ...why };
      const isDone = await log.change(tenant, before.version, next, step);
      return isDone ? { kind: 'done' } : { kind: 'blocked', blockers: [OVERTAKEN] };
    },
  };
}

const unmeasured = (nowMs: number) => ({
  fromMs: nowMs,
  contexts: { total: 0, inTime: 0, failed: 0 },
  downMinutes: 0,
});

type Chosen = Pick<StoredRollout, 'pilotGroups' | 'groups' | 'criteria' | 'version'>;

function changesOf(before: Chosen, next: Omit<Chosen, 'version'>): string[] {
  const isSame = (a: readonly string[], b: readonly string[]) => [...a].sort().join() === [...b].sort().join();
  const { criteria: was } = before;
  const { criteria: is } = next;
  // Keys of the same checked object.
  const hasOther = (Object.keys(is) as (keyof typeof is)[]).some((name) => is[name] !== was[name]);
  return [
    ...(isSame(before.pilotGroups, next.pilotGroups) ? [] : ['pilot groups were changed']),
    ...(isSame(before.groups, next.groups) ? [] : ['groups were changed']),
    ...(before.version === 0 ? ['rollback criteria were chosen'] : hasOther ? ['rollback criteria were changed'] : []),
  ];
}

const sentence = (parts: readonly string[]): string => {
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};
