import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createIssueSweep } from '@sidelight/api/store/issue-reports.ts';
import { IssueReport, TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct({
    changeMap: (map) => {
      const issues = map.systems.issues!;
      const known = { ...issues.reads['issues.known']!, budget: { freshMs: 1 } };
      const reads = { ...issues.reads, 'issues.known': known };
      return { ...map, systems: { ...map.systems, issues: { ...issues, reads } } };
    },
  });
  token = await product.session();
});
afterAll(() => product.stop());

const [first, second] = [1001, 1002];
const read = async (ticket: number, by = token) => {
  const headers = { authorization: `Bearer ${by}` };
  return TicketIssues.parse(await (await fetch(`${product.url}/v1/tickets/${ticket}/issues`, { headers })).json());
};
const post = (ticket: number, issue: string, want: string) =>
  product.post(`/v1/tickets/${ticket}/issues`, token, { issue, want });
const say = async (...given: Parameters<typeof post>) => IssueReport.parse(await (await post(...given)).json());
const notes = (ticket: number) =>
  product.world.helpdesk
    .comments(ticket)
    .filter(({ body, isPublic }) => !isPublic && body.includes('issue tracker'))
    .map(({ body }) => body);
const keys = async () => (await read(first)).issues.map(({ id }) => id);

/** What happens each minute, now. */
async function sweep(): Promise<void> {
  const { database } = product;
  await sql`update issue_reports set looked_at = null`.execute(database.db);
  const jobs = await openJobQueue({ database, queues, onTrouble: () => {} });
  await createIssueSweep(database.db, jobs, () => [])();
  await jobs.close();
}
const looked = () =>
  expect
    .poll(
      async () =>
        (
          await sql`select 1 from issue_reports where looked_at is null and awaited_at is not null
      and told_at is null`.execute(product.database.db)
        ).rows,
      { timeout: 15_000 },
    )
    .toEqual([]);

it('counts the tickets of an issue, each once, and takes one back', async () => {
  const [key] = await keys();
  expect(await read(first)).toMatchObject({ canTell: true });
  expect(await say(first, key!, 'link')).toEqual({ id: key, tickets: 1, isLinked: true, isAwaited: false });
  expect(await say(first, key!, 'link')).toMatchObject({ tickets: 1 });
  expect(await say(second, key!, 'link')).toMatchObject({ tickets: 2 });
  expect((await read(second, await product.session('lead'))).issues).toContainEqual({
    ...{ id: key, tickets: 2, isLinked: true, isAwaited: false },
  });
  expect(await say(first, key!, 'unlink')).toMatchObject({ tickets: 1, isLinked: false });
  const audited = product.database.db.selectFrom('audit').selectAll().where('action', 'like', 'issue.%');
  await expect.poll(async () => (await audited.execute()).length).toBe(4);
});

it('refuses what is no issue, no ticket and no wish', async () => {
  const [key] = await keys();
  expect((await post(first, 'APP-999999', 'link')).status).toBe(404);
  expect((await post(first, key!, 'close')).status).toBe(400);
  expect((await post(999_999_999, key!, 'link')).status).toBe(404);
  expect((await product.post('/v1/tickets/x/issues', token, { issue: key, want: 'link' })).status).toBe(404);
});

it('notes on every ticket that waits, once, that the issue is closed', async () => {
  const [, key = '', other = ''] = await keys();
  for (const ticket of [first, second]) await say(ticket, key, 'tell');
  await say(second, other, 'tell');
  await sweep();
  await looked();
  expect([...notes(first), ...notes(second)]).toEqual([]);

  product.world.endIssue(key, { resolution: 'Fixed' });
  await sweep();
  await expect.poll(() => [notes(first).length, notes(second).length], { timeout: 20_000 }).toEqual([1, 1]);
  expect(notes(first)[0]).toContain(`${key} is closed in the issue tracker (Fixed): `);
  // Who asked follows the ticket: so the helpdesk tells them, whoever has it.
  expect(product.world.helpdesk.ticket(first)?.followerIds).toEqual([7001]);
  await sweep();
  await looked();
  expect([notes(first).length, notes(second).length]).toEqual([1, 1]);
  const [told] = (await read(first)).issues.filter(({ id }) => id === key);
  expect(told).toMatchObject({ isAwaited: true, toldAt: expect.any(String), note: 'written' });
  // Written to the helpdesk alone: of the tracker things were only read.
  const calls = product.world.calls.list().filter(({ vendor, method }) => vendor === 'jira' && method !== 'GET');
  expect(calls).toEqual([]);
});

it('keeps waiting while the tracker does not answer, and for a day where it does not show the issue', async () => {
  const { id: key } = (await read(first)).issues.find(({ toldAt }) => toldAt === undefined)!;
  await say(first, key, 'tell');
  product.world.faults.set('issues', { kind: '5xx', status: 503 });
  await sweep();
  await looked();
  product.world.faults.clear();
  product.world.endIssue(key, 'gone');
  await sweep();
  await looked();
  expect(notes(first)).toHaveLength(1);
  expect((await read(first)).issues.find(({ id }) => id === key)).toMatchObject({ isAwaited: true });
});
