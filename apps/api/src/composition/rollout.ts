import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { Connection } from '../connectors/registry.ts';
import { createGate } from '../rollout/gate.ts';
import { createGroupMembers } from '../rollout/group-members.ts';
import { createHelpdeskGroups } from '../rollout/helpdesk-groups.ts';
import { createMeasure } from '../rollout/measure.ts';
import { createRollbackWatch } from '../rollout/rollback-watch.ts';
import { createRollouts } from '../rollout/rollout.ts';
import { createServedCounter } from '../rollout/served-counter.ts';
import type { Database } from '../store/database.ts';
import type { HealthStatements } from '../store/health-statements.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createRolloutLog } from '../store/rollout-log.ts';
import { createServedLog } from '../store/served-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface TenantRolloutDeps {
  readonly tenant: TenantId;
  readonly db: Database;
  readonly served: HealthStatements['served'];
  /** While nobody has chosen one. */
  readonly firstPhase: Phase;
  /** The SLO of the map. */
  readonly withinMs: number;
  helpdesk(): Connection | undefined;
  told(step: RolloutStep): Promise<void>;
  onTrouble(error: unknown): void;
  onGap(gapMs: number): void;
  now(): number;
  steadyNow(): number;
}

/** Who sees the sidebar, how that is watched, and what takes it back. */
export function createTenantRollout(given: TenantRolloutDeps) {
  const { tenant, db, firstPhase, withinMs, told, onTrouble, onGap, now, steadyNow } = given;
  const log = createRolloutLog(db);
  const served = createServedLog(db, given.served);
  const measure = createMeasure({ tenant, served, incidents: createIncidentLog(db), now });
  const groups = createHelpdeskGroups(given.helpdesk, steadyNow);
  return {
    log,
    measure,
    members: createGroupMembers(given.helpdesk, groups, steadyNow),
    gate: createGate({ tenant, log, firstPhase, steadyNow, onTrouble }),
    served: createServedCounter({ tenant, log: served, withinMs, now, steadyNow }),
    watch: createRollbackWatch({ tenant, log, measure, told, onGap, now, steadyNow }),
    rollouts: (readiness: (signal: AbortSignal) => Promise<Readiness>) =>
      createRollouts({ tenant, log, measure, groups, readiness, firstPhase, now }),
  };
}

export type TenantRollout = ReturnType<typeof createTenantRollout>;
