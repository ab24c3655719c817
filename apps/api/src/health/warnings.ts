import type { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { WarningLog } from './ports.ts';
import type { StatusBoard } from './status.ts';
import type { Reader } from './status-view.ts';
import { isWrong } from './worst.ts';

export interface WarningsDeps {
  readonly tenant: TenantId;
  readonly board: Pick<StatusBoard, 'find'>;
  readonly log: WarningLog;
}

export interface Warnings {
  /** Undefined where there is no such incident. */
  claim(incidentId: string, person: Reader & { readonly userId: string }): Promise<WarningAnswer | undefined>;
}

/** Wrong values are worse than none: whoever was warned of an outage is warned of these too. */
const LEVEL = { outage: 1, wrong: 2 };
const QUIET: WarningAnswer = { kind: 'quiet' };

/** Hands each lead one warning an incident, however many pages of theirs ask, at whichever process. */
export function createWarnings({ tenant, board, log }: WarningsDeps): Warnings {
  return {
    async claim(incidentId, { userId, role, locale }) {
      const incident = await board.find(incidentId, { role, locale });
      if (!incident) return undefined;
      const { name, state, closedAt, radius } = incident;
      if (closedAt !== undefined || state === 'maintenance') return QUIET;
      const hasWrongValues = isWrong(incident);
      const level = hasWrongValues ? LEVEL.wrong : LEVEL.outage;
      if (!(await log.claim(tenant, incidentId, userId, level))) return QUIET;
      return {
        ...{ kind: 'warn', name, state, isWrong: hasWrongValues },
        cards: radius.cards.map(({ title }) => title),
        workflows: radius.workflows.map((workflow) => workflow.name),
      };
    },
  };
}
