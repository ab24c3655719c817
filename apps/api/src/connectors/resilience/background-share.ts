import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';

/** Work that waits where agents need what is left. */
export type BackgroundKind = Exclude<WorkKind, 'live'>;

export const BACKGROUND: readonly BackgroundKind[] = ['follow_up', 'sync', 'backfill', 'probe'];

/** How much of the background's own share may be used before this kind yields: probes first. */
export const CEILING: Readonly<Record<BackgroundKind, number>> = {
  ...{ follow_up: 1, sync: 0.8, backfill: 0.6, probe: 0.4 },
};

/** How much of the whole limit must be left, whoever has used the rest. */
export const FLOOR: Readonly<Record<BackgroundKind, number>> = {
  ...{ follow_up: 0.1, sync: 0.25, backfill: 0.4, probe: 0.5 },
};
