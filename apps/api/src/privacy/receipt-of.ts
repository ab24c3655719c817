import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ErasureItem, ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { HeldPlace } from '@sidelight/shared/privacy/privacy-page.ts';
import { dataInventory } from './data-inventory.ts';
import { KEPT_MS } from './kept.ts';
import type { Held } from './look-up.ts';
import type { Erasure, StepReceipt } from './ports.ts';

/** An erasure as it is told. Whom it is about is not. */
export function summaryOf(erasure: Erasure, findings: number): ErasureItem {
  const { id, state, cause, reason, askedBy, askedAt, endedAt, dueAt, nextAt, backupsUntil } = erasure;
  return {
    ...{ id, state, cause, askedBy, askedAt, findings },
    ...(reason && { reason }),
    ...(endedAt !== undefined && { endedAt }),
    ...(state === 'restorable' && dueAt !== undefined && { dueAt }),
    ...(nextAt !== undefined && { nextAt }),
    ...(backupsUntil !== undefined && { backupsUntil }),
  };
}

/** What could not be done first. */
export function receiptOf(erasure: Erasure, steps: readonly StepReceipt[]): ErasureReceipt {
  const isOpen = ({ state }: StepReceipt) => state !== 'done';
  const told = steps.map(({ place, state, n, at, tries, reason, owner, ref }) => ({
    ...{ place, state, rows: n, at, tries },
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(ref !== undefined && { ref }),
  }));
  const findings = steps.filter(isOpen).length;
  return {
    ...summaryOf(erasure, findings),
    steps: told.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done')),
  };
}

/** With when the last of it is deleted by itself, where that is by its age. */
export function heldPlace({ place, class: held, n, oldest, newest }: Held): HeldPlace {
  const kept = ownValue(dataInventory, place)?.kept;
  const keptMs = kept && 'name' in kept ? KEPT_MS[kept.name] : undefined;
  const until = newest && keptMs !== undefined ? new Date(newest.getTime() + keptMs) : undefined;
  return {
    ...{ place, rows: n, class: held === 'personal' || held === 'pseudonymous' ? held : 'other' },
    ...(oldest && { since: oldest.toISOString() }),
    ...(until && { until: until.toISOString() }),
  };
}
