import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSupportSweep } from '@sidelight/api/store/support-due.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, zenith] = [requireTenant('acme'), requireTenant('zenith')];

onEachDatabase('customers who are worked out each day', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    for (const table of ['support_due', 'support_customers', 'support_tickets', 'sync_switches'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
    for (const tenant of [acme, zenith])
      await createSyncSwitches(opened.db, stage.jobs).set(tenant, 'contact', true, 'cli:ana');
    await sql`update sync_switches set set_at = now() - interval '30 days'`.execute(opened.db);
  });
  const sweep = () => createSupportSweep(opened.db, stage.jobs, () => [acme, zenith])();
  /** Worked out so many days ago, each with a ticket. */
  async function customers(tenant: string, count: number, days: number) {
    await sql`insert into support_customers (tenant, kind, id, record, worked_out_at)
      select ${tenant}, 'users', n::text, '{}', now() - make_interval(days => ${days})
      from generate_series(1, ${count}::int) n`.execute(opened.db);
    await sql`insert into support_tickets (tenant, id, requester_id, created_at, updated_at, status, marks)
      select ${tenant}, n::text, n::text, now(), now(), 'open', '[]' from generate_series(1, ${count}::int) n`.execute(
      opened.db,
    );
  }
  const due = async (tenant: string) =>
    (await opened.db.selectFrom('support_due').select('id').where('tenant', '=', tenant).execute()).length;

  it('are those of every helpdesk, though one of them cannot work off its own', async () => {
    await customers(acme, 600, 9);
    await customers(zenith, 3, 2);
    for (let n = 0; n < 3; n++) await sweep();
    expect([await due(acme), await due(zenith)]).toEqual([600, 3]);
  });

  it('are those with tickets: how the others stood grows old, and is forgotten', async () => {
    await customers(acme, 2, 9);
    await sql`delete from support_tickets where id = '1'`.execute(opened.db);
    await sweep();
    expect(await due(acme)).toBe(1);
  });
});
