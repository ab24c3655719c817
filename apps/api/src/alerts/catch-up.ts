import type { Incident } from '@sidelight/shared/health/incident.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';

const EVERY_MS = 5000;

/** A process can die between opening an incident and telling of it: the next one tells. */
export function createCatchUp(
  open: () => readonly Incident[],
  tell: (incident: Incident) => Promise<void>,
  now: () => number,
): PeriodicTask {
  const task = {
    name: 'untold incidents',
    async run() {
      for (const incident of open()) {
        if (incident.state !== 'maintenance' && incident.alert?.state === 'none') await tell(incident);
      }
    },
  };
  return paced(task, now, () => EVERY_MS);
}
