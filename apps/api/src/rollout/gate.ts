import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type Cohort, type Member, mayUse } from './may-use.ts';
import type { RolloutLog } from './ports.ts';

export interface GateDeps {
  readonly tenant: TenantId;
  readonly log: Pick<RolloutLog, 'find'>;
  /** While nobody has chosen one. */
  readonly firstPhase: Phase;
  /** Never jumps. */
  steadyNow(): number;
  onTrouble(error: unknown): void;
}

/** A rollback is felt by every process within this time. */
const FRESH_MS = 2000;

/** Whether somebody sees the sidebar now; remembered for a moment, as it is asked at every ticket. */
export function createGate({ tenant, log, firstPhase, steadyNow, onTrouble }: GateDeps) {
  let cohort: Cohort = { phase: firstPhase, pilotGroups: [], groups: [] };
  let readMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  /** A store that does not answer changes nothing: what was last known goes on. */
  async function read(): Promise<void> {
    try {
      const stored = await log.find(tenant);
      if (stored) cohort = stored;
    } catch (error) {
      onTrouble(error);
    }
    readMs = steadyNow();
  }

  return {
    async mayUse(who: Member): Promise<boolean> {
      if (steadyNow() - readMs >= FRESH_MS) {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return mayUse(cohort, who);
    },
  };
}
