import type { JobWriter } from '../jobs/ports.ts';
import type { Answered } from '../marks/ports.ts';
import type { Database } from './database.ts';
import { putMark } from './mark-log.ts';
import { createShownLog } from './shown-log.ts';

/** What was on screen when a ticket was answered, and the mark that follows from it, in one transaction. */
export function createAnswered(db: Database, jobs: JobWriter<Database>): Answered {
  return (tenant, ticketId, reply, since, markOf) =>
    db.transaction().execute(async (tx) => {
      const based = await createShownLog(tx).answered(tenant, ticketId, reply, since);
      const mark = based.length > 0 ? markOf(based) : undefined;
      if (mark) await putMark(tx, jobs, tenant, { ticketId, ...mark });
    });
}
