import type { JobWriter } from '../jobs/ports.ts';
import type { Answered } from '../marks/ports.ts';
import { createBelievedLog } from './believed-log.ts';
import type { Database } from './database.ts';
import { putMark } from './mark-log.ts';
import { createShownLog } from './shown-log.ts';

/**
 * What was on screen when a ticket was answered, and the mark that follows from it, in one transaction. `isWatched`:
 * what was believed counts, too.
 */
export function createAnswered(db: Database, jobs: JobWriter<Database>, isWatched: boolean): Answered {
  return (tenant, ticketId, reply, since, markOf) =>
    db.transaction().execute(async (tx) => {
      const unconfirmed = await createShownLog(tx).answered(tenant, ticketId, reply, since);
      const doubted = isWatched ? await createBelievedLog(tx).answered(tenant, ticketId, reply, since) : [];
      const based = [...new Map([...unconfirmed, ...doubted].map((one) => [one.field, one])).values()];
      const mark = based.length > 0 ? markOf(based) : undefined;
      if (mark) await putMark(tx, jobs, tenant, { ticketId, ...mark });
    });
}
