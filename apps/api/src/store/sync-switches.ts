import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { OnRecord } from '../audit/ports.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { type SyncWork, syncQueue } from '../jobs/queues.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { isJournalRead, ofJournal } from './of-journal.ts';
import { changeIn } from './on-record.ts';
import { syncJob } from './sync-job.ts';

export interface SyncSwitch {
  readonly object: string;
  readonly isOn: boolean;
  readonly setBy: string;
  readonly setAt: string;
}

const Asked = z.object({ tenant: z.string(), object: z.string() });
/** Seconds between two looks at what has changed while somebody is at work; the rest of `Look` may make it longer. */
interface Look {
  readonly column: 'asked_left_at' | 'asked_right_at' | 'asked_deals_at' | 'asked_fields_at';
  readonly everyS: number;
  readonly work: SyncWork;
  readonly object?: string;
  /** The CRM's webhooks tell of the same. */
  readonly isTold?: true;
}
/** The helpdesk's feed leaves out the last minute, and has room for ten questions a minute from everybody together. */
const LOOKS: readonly Look[] = [
  { column: 'asked_left_at', everyS: 15, work: 'take_in_left', isTold: true },
  { column: 'asked_right_at', everyS: 60, work: 'take_in_right' },
  { column: 'asked_deals_at', everyS: 15, work: 'take_in_deals', object: 'company', isTold: true },
  { column: 'asked_fields_at', everyS: 4 * 3600, work: 'look_at_fields' },
];
/** Where a webhook has told of something within a day, looking only finds what none told of. */
const TOLD_S = 600;
const TOLD_WITHIN_S = 86_400;
/**
 * Nobody is at work. A look at the CRM's contacts, companies and deals is six calls, one at the helpdesk's users,
 * organisations and tickets four: with a probe every ten minutes no vendor is asked more than twelve times an hour, and
 * once more in the hour in which its properties are read.
 */
const IDLE_S = 3600;

/** Which kinds of record are kept in sync, by tenant: none until somebody has switched it on. */
export function createSyncSwitches(db: Database, jobs: JobWriter<Database>) {
  const hasTold = (tenant: RawBuilder<unknown>) => sql`(exists (select from webhook_inbox w
    where w.tenant = ${tenant} and w.system = 'crm'
      and w.received_at > now() - make_interval(secs => ${TOLD_WITHIN_S}) and not ${ofJournal('w')})
    or ${isJournalRead(tenant)})`;
  return {
    async list(tenant: TenantId): Promise<readonly SyncSwitch[]> {
      const rows = await db
        .selectFrom('sync_switches')
        .select(['object', 'is_on', 'set_by', 'set_at'])
        .where('tenant', '=', tenant)
        .orderBy('object')
        .execute();
      return rows.map(({ object, is_on, set_by, set_at }) => ({
        ...{ object, isOn: is_on, setBy: set_by, setAt: new Date(set_at).toISOString() },
      }));
    },
    async isOn(tenant: TenantId, object: string): Promise<boolean> {
      const row = await db
        .selectFrom('sync_switches')
        .select('is_on')
        .where('tenant', '=', tenant)
        .where('object', '=', object)
        .executeTakeFirst();
      return row?.is_on ?? false;
    },
    /** What waited meanwhile is sent; what is under way when it is switched off is still settled. */
    async set(tenant: TenantId, object: string, isOn: boolean, by: string, record?: OnRecord): Promise<void> {
      await changeIn(db, record, async (tx) => {
        const set = { is_on: isOn, set_by: by };
        await tx
          .insertInto('sync_switches')
          .values({ tenant, object, ...set })
          .onConflict((conflict) => conflict.columns(['tenant', 'object']).doUpdateSet({ ...set, set_at: sql`now()` }))
          .execute();
        // The first look says from when on changes are told: before anything is compared.
        const works: readonly SyncWork[] = isOn
          ? ['take_in_left', 'take_in_right', 'deliver_left', 'deliver_right', 'look_at_fields']
          : [];
        const waiting = works.map((work) => syncJob(tenant, object, work));
        await jobs.put(tx, syncQueue, waiting);
      });
    },
    /** Whether the CRM's webhooks tell of changes, so that it is seldom asked. */
    async isTold(tenant: TenantId): Promise<boolean> {
      const { rows } = await sql`select 1 where ${hasTold(sql`${tenant}`)}`.execute(db);
      return rows.length > 0;
    },
    /** Puts what is due to be asked for in line, of all tenants at once: often only where somebody is at work. */
    async ask(atWork: readonly TenantId[]): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const { column, everyS, work, object: only, isTold } of LOOKS) {
          const asked = sql.ref(`s.${column}`);
          const before = (seconds: number) => sql`${asked} < now() - make_interval(secs => ${seconds})`;
          const isSlow = isTold ? hasTold(sql`s.tenant`) : sql`false`;
          const { rows } = await sql`update sync_switches s set ${sql.ref(column)} = now()
            where s.is_on and s.object = coalesce(${only ?? null}, s.object) and ${before(everyS)}
              and (${before(IDLE_S)}
                or (s.tenant = any(${[...atWork]}) and (${before(TOLD_S)} or not ${isSlow})))
            returning s.tenant, s.object`.execute(tx);
          const due = z.array(Asked).parse(rows);
          await jobs.put(
            tx,
            syncQueue,
            due.flatMap(({ tenant: name, object }) => {
              const tenant = tenantId(name);
              return tenant ? [syncJob(tenant, object, work)] : [];
            }),
          );
        }
      });
    },
  };
}
export type SyncSwitches = ReturnType<typeof createSyncSwitches>;
