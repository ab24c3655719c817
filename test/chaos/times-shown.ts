import type { Status } from '@sidelight/shared/health/status.ts';

/** How often there was an incident where there had been none. */
export const timesShown = (all: readonly Status[], system: string): number =>
  all
    .map(({ incidents }) => incidents.some((incident) => incident.system === system))
    .filter((isShown, i, shown) => isShown && !shown[i - 1]).length;
