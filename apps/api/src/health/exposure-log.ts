import type { ExposureLog, Shown, ShownField } from '../context/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createExposureWriter } from './exposure-writer.ts';
import type { ShownLog } from './ports.ts';
import type { Presence } from './presence.ts';
import type { HealthSnapshot } from './snapshot.ts';
import { isWrong } from './worst.ts';

export interface ShownWatchDeps {
  readonly tenant: TenantId;
  readonly log: ShownLog;
  readonly presence: Presence;
  readonly snapshot: HealthSnapshot;
  /** Every view, whatever became of it. */
  onShown(shown: Shown): void;
  onNewCode(field: string, code: string): void;
  now(): number;
  onTrouble(error: unknown): void;
}

/** Values seen well again are only worth a write while something was out of order lately. */
const LATELY_MS = 15 * 60_000;

/** Keeps what agents decided on while it was old, missing, or from a system caught lying. */
export function createExposureLog(deps: ShownWatchDeps): ExposureLog {
  const { tenant, log, presence, snapshot, now, onTrouble } = deps;
  const writer = createExposureWriter(tenant, log, onTrouble);
  let troubledMs = Number.NEGATIVE_INFINITY;
  const isCalm = () => snapshot.known().incidents.length === 0;

  /** Could not be had, could not be refreshed, or is the word of a system that gives wrong values. */
  const isUnconfirmed = ({ field }: ShownField): boolean => 'reason' in field && field.reason !== undefined;

  return {
    isCalm,
    givesWrongValues(connector) {
      const health = snapshot.stateOf(connector);
      return health !== undefined && isWrong(health);
    },
    silentBecause(connector) {
      const health = snapshot.stateOf(connector);
      return health?.state === 'down' || health?.state === 'locked_out' ? health.reason : undefined;
    },
    shown({ request }, shown) {
      const { accountId, newCodes, decisions } = shown;
      deps.onShown(shown);
      for (const [field, code] of newCodes) deps.onNewCode(field, code);
      const ticketId = 'ticketId' in request ? request.ticketId : undefined;
      if (ticketId === undefined) return;
      if (accountId !== undefined) presence.show(ticketId, accountId);
      const fields = decisions();
      const unconfirmed = fields.filter(isUnconfirmed);
      if (unconfirmed.length > 0 || !isCalm()) troubledMs = now();
      if (now() - troubledMs > LATELY_MS) return;
      const shownAt = new Date(now()).toISOString();
      for (const one of fields) {
        const about = { ticketId, field: one.field.id };
        if (unconfirmed.includes(one)) {
          const shown = 'value' in one.field ? one.field.value : null;
          writer.note({ ...about, system: one.system, shownAt, shown });
        } else if (one.field.state === 'ok') writer.settle(about);
      }
    },
  };
}
