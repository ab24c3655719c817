import type { Doubt } from '../health/ports.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { createBelievedLog } from './believed-log.ts';
import type { Database } from './database.ts';
import { putMark } from './mark-log.ts';

/** What was believed comes into doubt, and the marks that follow from it, in one transaction. */
export function createDoubt(db: Database, jobs: JobWriter<Database>): Doubt {
  return (tenant, found, isMarking) =>
    db.transaction().execute(async (tx) => {
      const answered = await createBelievedLog(tx).foundWrong(tenant, found);
      if (!isMarking) return;
      for (const [ticketId, based] of Map.groupBy(answered, (one) => one.ticketId)) {
        const fields = based.map(({ field }) => field);
        await putMark(tx, jobs, tenant, { ticketId, basis: found.incidentId, fields });
      }
    });
}
