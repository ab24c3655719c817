import { issueWatchQueue, markQueue, queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createIssueReports, createIssueSweep } from '@sidelight/api/store/issue-reports.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, zenith] = [requireTenant('acme'), requireTenant('zenith')];
const issue = { id: 'APP-1', title: 'Exports stop' };

onEachDatabase('tickets that report an issue', (open) => {
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
    for (const table of ['issue_reports', 'ticket_marks', 'sidelight_jobs.job'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });
  const reports = () => createIssueReports(opened.db, stage.jobs);
  const waiting = async (queue: string) =>
    (await stage.jobs.waiting({ queue }, 100))
      .map(({ tenant, ids }) => ({ tenant, ...ids }))
      .sort((a, b) => a.tenant.localeCompare(b.tenant));
  const marks = async () =>
    (
      await sql<{ ticket_id: string; basis: string; fields: unknown }>`select ticket_id, basis, fields from ticket_marks
      where tenant = 'acme' order by ticket_id`.execute(opened.db)
    ).rows;

  it('are counted once each, however often and by how many it is said', async () => {
    const say = (ticketId: string, by: string) => reports().say(acme, ticketId, issue, 'link', by);
    await Promise.all([say('1', 'a'), say('1', 'a'), say('1', 'b'), say('2', 'b')]);
    await reports().say(zenith, '3', issue, 'link', 'c');
    expect(await reports().of(acme, '1', ['APP-1', 'APP-2'])).toEqual([
      { id: 'APP-1', tickets: 2, isLinked: true, isAwaited: false },
      { id: 'APP-2', tickets: 0, isLinked: false, isAwaited: false },
    ]);
    expect(await reports().say(acme, '1', issue, 'unlink', 'a')).toMatchObject({ tickets: 1, isLinked: false });
    expect(await reports().say(acme, '1', issue, 'unlink', 'a')).toMatchObject({ tickets: 1, isLinked: false });
    const { rows } = await sql`select ticket_id from issue_reports where tenant = 'acme'`.execute(opened.db);
    expect(rows).toEqual([{ ticket_id: '2' }]);
  });

  it('that wait for it are told once, with the job to do it, whoever ends it how often', async () => {
    for (const ticketId of ['1', '2']) await reports().say(acme, ticketId, issue, 'tell', 'a');
    await reports().say(acme, '3', issue, 'link', 'a');
    const end = () => reports().end(acme, 'APP-1', { kind: 'closed', as: 'Done' });
    await Promise.all([end(), end()]);
    expect(await marks()).toEqual(
      ['1', '2'].map((ticket_id) => ({
        ...{ ticket_id, basis: 'issue:closed:APP-1', fields: ['APP-1', 'Exports stop', 'Done'] },
      })),
    );
    expect(await waiting(markQueue.name)).toHaveLength(2);
    const [told] = await reports().of(acme, '1', []);
    expect(told).toMatchObject({ isAwaited: true, toldAt: expect.stringMatching(/^\d{4}-/), note: 'waiting' });
    for (const [state, note] of [
      ['done', 'written'],
      ['given_up', 'refused'],
    ] as const) {
      await sql`update ticket_marks set state = ${state} where ticket_id = '1'`.execute(opened.db);
      expect((await reports().of(acme, '1', []))[0]).toMatchObject({ note });
    }
    // What is in line is not called back, and nobody waits any more.
    expect(await reports().say(acme, '1', issue, 'do_not_tell', 'a')).toMatchObject({ toldAt: expect.any(String) });
    expect(await reports().awaited(acme, 10)).toEqual([]);
  });

  it('are not told once nobody wants it, nor of what was said after', async () => {
    await reports().say(acme, '1', issue, 'tell', 'a');
    await reports().say(acme, '1', issue, 'do_not_tell', 'b');
    await reports().end(acme, 'APP-1', { kind: 'closed', as: 'Done' });
    expect(await marks()).toEqual([]);
  });

  it('have one job for each helpdesk where it is time to look, and are not looked at again at once', async () => {
    for (const tenant of [acme, zenith])
      for (const ticketId of ['1', '2']) await reports().say(tenant, ticketId, issue, 'tell', 'a');
    let atWork: (typeof acme)[] = [];
    const sweep = createIssueSweep(opened.db, stage.jobs, () => atWork);
    await sweep();
    await sweep();
    const look = [acme, zenith].map((tenant) => ({ tenant, work: 'look' }));
    expect(await waiting(issueWatchQueue.name)).toEqual(look);
    expect(await reports().awaited(acme, 10)).toEqual(['APP-1']);
    await reports().open(acme, ['APP-1']);
    expect(await reports().awaited(acme, 10)).toEqual([]);
    // Where nobody is at work it has an hour.
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
    await sql`update issue_reports set looked_at = now() - interval '10 minutes'`.execute(opened.db);
    atWork = [zenith];
    await sweep();
    expect(await waiting(issueWatchQueue.name)).toEqual([{ tenant: zenith, work: 'look' }]);
  });

  it('are told of one that is gone, once it has been so for a day', async () => {
    await reports().say(acme, '1', issue, 'tell', 'a');
    expect(await reports().missing(acme, 'APP-1')).toBe(false);
    await sql`update issue_reports set gone_since = now() - interval '25 hours'`.execute(opened.db);
    expect(await reports().missing(acme, 'APP-1')).toBe(true);
    // Seen again, it was never gone.
    await reports().open(acme, ['APP-1']);
    expect(await reports().missing(acme, 'APP-1')).toBe(false);
  });

  it('are forgotten half a year after anything was last said', async () => {
    await reports().say(acme, '1', issue, 'link', 'a');
    await reports().say(acme, '2', issue, 'link', 'a');
    await sql`update issue_reports set said_at = now() - interval '181 days' where ticket_id = '1'`.execute(opened.db);
    await forgetOldRows(opened.db, Date.now(), 86_400_000, AbortSignal.timeout(5000));
    expect(await reports().of(acme, '2', ['APP-1'])).toMatchObject([{ tickets: 1 }]);
  });
});
