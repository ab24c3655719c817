import { createDamage } from '../health/damage.ts';
import type { Log } from '../log.ts';
import type { ErasedPeople } from '../privacy/erased-people.ts';
import { createBelievedLog } from '../store/believed-log.ts';
import { createPresenceLog, createVersions } from '../store/coordination.ts';
import type { Database } from '../store/database.ts';
import type { HealthStatements } from '../store/health-statements.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createObservationLog } from '../store/observation-log.ts';
import { createPeopleLog } from '../store/people-log.ts';
import { createPlanLog } from '../store/plan-log.ts';
import { createRiskLog } from '../store/risk-log.ts';
import { createShownLog } from '../store/shown-log.ts';
import { createSignalLog } from '../store/signal-log.ts';
import { createSpeedLog } from '../store/speed-log.ts';
import { createUsageLog } from '../store/usage-log.ts';
import { createWarningLog } from '../store/warning-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { shownWithout } from './keep-erased-out.ts';

export interface HealthLogsDeps {
  readonly tenant: TenantId;
  readonly db: Database;
  /** Of the process. */
  readonly statements: HealthStatements;
  readonly log: Log;
  readonly erased: ErasedPeople;
  steadyNow(): number;
}

/** What is stored about one tenant's health, and how much of it cannot be read. */
export function createHealthLogs({ tenant, db, statements, log, erased, steadyNow }: HealthLogsDeps) {
  const damage = createDamage(
    (table) => log.warn('a stored row is damaged and was left out', { tenant, kind: table }),
    steadyNow,
  );
  return {
    damage,
    signals: createSignalLog(db, damage.found, statements.signals),
    incidents: createIncidentLog(db, damage.found),
    shown: shownWithout(erased, createShownLog(db, damage.found)),
    believed: shownWithout(erased, createBelievedLog(db, damage.found)),
    risks: createRiskLog(db, damage.found),
    speeds: createSpeedLog(db, damage.found, statements.speeds),
    observations: createObservationLog(db, damage.found, statements.observations),
    usage: createUsageLog(db, damage.found, statements.usage),
    plans: createPlanLog(db),
    people: createPeopleLog(db),
    warnings: createWarningLog(db),
    versions: createVersions(db),
    presence: createPresenceLog(db),
  };
}

export type HealthLogs = ReturnType<typeof createHealthLogs>;
