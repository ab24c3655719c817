import type { Incident } from '@sidelight/shared/health/incident.ts';

/**
 * Whether something has begun since the last look, wrong values where an outage was known among it.
 * What was there at the first look is no news.
 */
export function createNews() {
  let known: Set<string> | undefined;
  return {
    isNew(incidents: readonly Incident[]): boolean {
      const unplanned = incidents
        .filter(({ state }) => state !== 'maintenance')
        .map(({ id, reason }) => (reason === 'wrong_values' ? `${id} ${reason}` : id));
      const isNew = known !== undefined && unplanned.some((id) => !known?.has(id));
      known = new Set([...(known ?? []), ...unplanned]);
      return isNew;
    },
  };
}
