import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { Chore } from '../health/keeper.ts';

const EVERY_MS = 5000;

/** A process can die between opening an incident and telling of it: the next one tells. */
export function createCatchUp(
  open: () => readonly Incident[],
  tell: (incident: Incident) => Promise<void>,
  now: () => number,
): Chore {
  let lookedMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'untold incidents',
    async run() {
      if (now() - lookedMs < EVERY_MS) return;
      lookedMs = now();
      for (const incident of open()) {
        if (incident.state !== 'maintenance' && incident.alert?.state === 'none') await tell(incident);
      }
    },
  };
}
