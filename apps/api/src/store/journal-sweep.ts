import { sql } from 'kysely';
import { z } from 'zod';
import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { ofJournal } from './of-journal.ts';
import { journalJob } from './sync-job.ts';

const Due = z.array(z.object({ tenant: z.string() }));
/** While somebody is at work. */
const EVERY_S = 15;
/** Where the CRM's webhooks tell of the same within seconds, or it could not be read. */
const SLOW_S = 60;
const TOLD_WITHIN_S = 86_400;
/** With nobody at work: it keeps for three days what it tells, and what it told is looked for every hour besides. */
const IDLE_S = 6 * 3600;

/** Puts journals in line to be read, of all tenants at once: where something is switched on. */
export function createJournalSweep(db: Database, jobs: JobWriter<Database>, atWork: () => readonly TenantId[]) {
  const before = (seconds: number) => sql`j.asked_at < now() - make_interval(secs => ${seconds})`;
  const isTold = sql`exists (select from webhook_inbox w where w.tenant = j.tenant and w.system = j.system
    and w.received_at > now() - make_interval(secs => ${TOLD_WITHIN_S}) and not ${ofJournal('w')})`;
  return async (): Promise<void> => {
    await db.transaction().execute(async (tx) => {
      const { rows } = await sql`update journals j set asked_at = now()
        where j.closed_at is null and exists (select from sync_switches s where s.tenant = j.tenant and s.is_on)
          and (${before(IDLE_S)} or (j.tenant = any(${[...atWork()]}) and ${before(EVERY_S)}
            and (${before(SLOW_S)} or (j.failing_since is null and not ${isTold}))))
        returning j.tenant`.execute(tx);
      const due = Due.parse(rows).flatMap(({ tenant }) => tenantId(tenant) ?? []);
      // In the hour in which it is read it stands for one look: no vendor is asked more often for it.
      await sql`update sync_switches s set asked_left_at = now(), asked_deals_at = now()
        where s.is_on and s.tenant = any(${due}) and not s.tenant = any(${[...atWork()]})`.execute(tx);
      await jobs.put(tx, syncQueue, due.map(journalJob));
    });
  };
}
