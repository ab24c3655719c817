import type { ExposureLog, Shown, ShownField } from '../context/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createExposureWriter, type ExposureLogs } from './exposure-writer.ts';
import { createLately } from './lately.ts';
import type { Presence } from './presence.ts';
import type { HealthSnapshot } from './snapshot.ts';
import { valueKey } from './value-key.ts';
import { isWrong } from './worst.ts';

export interface ShownWatchDeps {
  readonly tenant: TenantId;
  readonly logs: ExposureLogs;
  /** By connection: the fields that a canary watches. */
  readonly watched: ReadonlyMap<string, readonly string[]>;
  readonly presence: Pick<Presence, 'show'>;
  readonly snapshot: Pick<HealthSnapshot, 'known' | 'stateOf'>;
  /** Every view, whatever became of it. */
  onShown(shown: Shown): void;
  onNewCode(field: string, code: string): void;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
  onTrouble(error: unknown): void;
}

/** Values seen well again are only worth a write while something was out of order lately. */
const LATELY_MS = 15 * 60_000;
/** What is looked at again within this, and is the same, is written once. */
const AGAIN_MS = 10_000;

/**
 * Keeps what agents decided on while it was old, missing, or from a system caught lying; and, where a canary watches,
 * what they took for right from a system that may yet be caught.
 */
export function createExposureLog(deps: ShownWatchDeps): ExposureLog {
  const { tenant, logs, watched, presence, snapshot, now, steadyNow, onTrouble } = deps;
  const writer = createExposureWriter(tenant, logs, onTrouble);
  const lately = createLately(AGAIN_MS, steadyNow);
  let troubledMs = Number.NEGATIVE_INFINITY;
  const isCalm = () => snapshot.known().incidents.length === 0;

  /** Could not be had, could not be refreshed, or is the word of a system that gives wrong values. */
  const isUnconfirmed = ({ field }: ShownField): boolean => 'reason' in field && field.reason !== undefined;

  const isWatched = ({ field, connector }: ShownField) => watched.get(connector)?.includes(field.id) ?? false;

  return {
    isCalm,
    watched: (decisions) =>
      watched.size === 0 ? [] : decisions().filter((one) => 'value' in one.field && isWatched(one)),
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
      if (unconfirmed.length > 0 || !isCalm()) troubledMs = steadyNow();
      const isTroubled = steadyNow() - troubledMs <= LATELY_MS;
      const shownAt = new Date(now()).toISOString();
      for (const one of fields) {
        const { field, system } = one;
        const about = { ticketId, field: field.id };
        const shown = 'value' in field ? field.value : null;
        if (unconfirmed.includes(one)) {
          writer.note({ ...about, system, shownAt, shown });
          continue;
        }
        if (isTroubled && field.state === 'ok') writer.settle(about);
        if (shown && isWatched(one) && lately.isNews(`${ticketId}|${field.id}`, String(valueKey(shown))))
          writer.believe({ ...about, system, shownAt, shown });
      }
    },
  };
}
