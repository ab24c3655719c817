import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createIssueSweep } from '@sidelight/api/store/issue-reports.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportsEn } from '../../apps/sidebar/src/words/reports-en.ts';
import { EXPORTS_INCIDENT, EXPORTS_ISSUE } from '../world/company/trouble.ts';
import { type Demo, openDemo } from './open-demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

it('links a ticket to a known issue with the count, takes that back, and notes on the ticket that it is closed', async () => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const issue = sidebar.find('[data-issue]').filter({ hasText: EXPORTS_ISSUE });
  const id = (await issue.getAttribute('data-issue'))!;
  expect(workspace.requests.filter(({ url }) => /\/reports-/.test(url))).toEqual([]);
  await issue.locator(`button.v[data-fold="${id}"]`).click();
  const box = sidebar.find(`[data-report="${id}"]`);
  await box.getByText(reportsEn.none).waitFor();
  await box.getByRole('button', { name: reportsEn.link }).click();
  await box.getByText(reportsEn.one).waitFor();
  await box.getByRole('button', { name: reportsEn.unlink }).click();
  await box.getByText(reportsEn.none).waitFor();
  await box.getByRole('button', { name: reportsEn.tell }).click();
  await box.getByText(reportsEn.awaited).waitFor();

  demo.world.endIssue(id, { resolution: 'Fixed' });
  demo.passTime(120_000);
  const jobs = await openJobQueue({ database: demo.database, queues, onTrouble: () => {} });
  await createIssueSweep(demo.database.db, jobs, () => [])();
  await jobs.close();
  const notes = () => demo.world.helpdesk.comments(1001).filter(({ body }) => body.includes(`${id} is closed`));
  await expect.poll(() => notes().length, { timeout: 20_000 }).toBe(1);
  expect(notes()[0]?.isPublic).toBe(false);
  await workspace.close();
});

it('offers nothing of the kind for an incident of the status page', async () => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const incident = sidebar.find('[data-issue]').filter({ hasText: EXPORTS_INCIDENT });
  const id = (await incident.getAttribute('data-issue'))!;
  const answered = workspace.page.waitForResponse((one) => /\/v1\/tickets\/1001\/issues$/.test(one.url()));
  await incident.locator(`button.v[data-fold="${id}"]`).click();
  expect((await answered).status()).toBe(200);
  // What is offered for issues of the tracker is drawn by then.
  await workspace.page.waitForTimeout(500);
  expect(await sidebar.find('[data-report]').count()).toBe(0);
  await workspace.close();
});
