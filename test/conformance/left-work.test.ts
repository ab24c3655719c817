import { alertQueue, markQueue, queues, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { createLeftWork } from '@sidelight/api/store/left-work.ts';
import { createMarkLog } from '@sidelight/api/store/mark-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrivalOf } from './arrival-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const message = {
  ...({ kind: 'secret', what: 'expired', system: 'CRM', name: 'token' } as const),
  ...{ expiresAt: '2026-11-24T10:00:00.000Z', at: '2026-11-24T10:00:00.000Z' },
};

/** The release before had no jobs: it looked for rows whose time had come, and may still run beside this one. */
onEachDatabase('what a release without jobs has left behind', (open) => {
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

  it('becomes jobs, once, and what it still holds or has given up does not', async () => {
    const { db } = opened;
    await sql`insert into alerts (tenant, once, channel, message, state, next_at) values
      (${acme}, 'due', 'slack', ${JSON.stringify(message)}, 'waiting', now()),
      (${acme}, 'held', 'slack', ${JSON.stringify(message)}, 'waiting', now() + interval '1 minute'),
      (${acme}, 'over', 'slack', ${JSON.stringify(message)}, 'given_up', now())`.execute(db);
    await sql`insert into ticket_marks (tenant, ticket_id, basis, fields, state) values
      (${acme}, '1', 'i1', '[]', 'waiting'), ('Not a name', '1', 'i1', '[]', 'waiting'), (${acme}, '2', 'i1', '[]', 'done')`.execute(
      db,
    );
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body, handled_at, taken_until, attempts) values
      (${acme}, 'helpdesk', 'left', '{}', null, null, 1),
      (${acme}, 'helpdesk', 'died', '{}', null, now() - interval '1 second', 2),
      (${acme}, 'helpdesk', 'held', '{}', null, now() + interval '1 minute', 1),
      (${acme}, 'helpdesk', 'spent', '{}', null, null, 5),
      (${acme}, 'helpdesk', 'handled', '{}', now(), null, 1)`.execute(db);
    const adopt = createLeftWork(db, stage.jobs);
    // Two at once may share them, but none of them twice.
    const [one, two] = await Promise.all([adopt(), adopt()]);
    expect(one + two).toBe(5);
    const jobs = await stage.jobs.waiting({ tenant: acme }, 100);
    expect(jobs.map(({ queue, ids }) => `${queue} ${Object.values(ids).sort().join(' ')}`).sort()).toEqual([
      expect.stringMatching(/^alert \d+$/),
      ...['mark 1 i1', 'webhook died', 'webhook left'],
    ]);
    expect(await adopt()).toBe(0);
  });

  it('is all that such a release would take up: it leaves alone what has a job', async () => {
    const { db } = opened;
    await createAlertLog(db, stage.jobs).put(acme, [{ once: 'new', incidentId: undefined, channel: 'slack', message }]);
    await createMarkLog(db, stage.jobs).put(acme, '3', 'i1', []);
    await createInbox(db, stage.jobs).store(arrivalOf(acme, 'new'));
    const inAnHour = sql`now() + interval '1 hour'`;
    const { rows } =
      await sql`select once as id from alerts where state = 'waiting' and next_at <= ${inAnHour} and once = 'new'
      union all select ticket_id from ticket_marks where state = 'waiting' and next_at <= ${inAnHour}
      union all select delivery_id from webhook_inbox where delivery_id = 'new'
        and (taken_until is null or taken_until < ${inAnHour})`.execute(db);
    expect(rows).toEqual([]);
    expect(await createLeftWork(db, stage.jobs)()).toBe(0);
    const claimed = await Promise.all([alertQueue, markQueue, webhookQueue].map((queue) => stage.jobs.claim(queue, 9)));
    expect(claimed.map((jobs) => jobs.length)).toEqual([1, 1, 3]);
  });
});
