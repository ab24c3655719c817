import type { Incident } from '@sidelight/shared/health/incident.ts';
import { type Chore, paced } from '../health/chore.ts';

const EVERY_MS = 5000;

/** A process can die between opening an incident and telling of it: the next one tells. */
export function createCatchUp(
  open: () => readonly Incident[],
  tell: (incident: Incident) => Promise<void>,
  now: () => number,
): Chore {
  const chore = {
    name: 'untold incidents',
    async run() {
      for (const incident of open()) {
        if (incident.state !== 'maintenance' && incident.alert?.state === 'none') await tell(incident);
      }
    },
  };
  return paced(chore, now, () => EVERY_MS);
}
