import { afterAll, beforeAll, expect, it } from 'vitest';
import { answersEn } from '../../apps/sidebar/src/words/answers-en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { until } from '../flow/until.ts';
import { call } from '../world/caller.ts';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;
const OVERDUE = 1002;
const MAYA = 7001;

let demo: Demo;
let maya: Workspace;
let sidebar: Sidebar;
beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  maya = await demo.open();
  sidebar = await maya.openTicket(OVERDUE);
  await sidebar.settled();
});
afterAll(async () => {
  await maya.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const correction = () => sidebar.find('[data-correction]');
it('tells the agent at the open ticket what they told the customer and is not so, with a sentence to send', async () => {
  const { world } = demo;
  world.faults.set('billing', { kind: '5xx' });
  await sidebar.card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
  await call(world, 'zendesk', `/api/v2/tickets/${OVERDUE}.json`, {
    method: 'PUT',
    body: { ticket: { comment: { body: 'Your payment is overdue.', public: true, author_id: MAYA } } },
  });
  await world.webhooks.settled();
  await until(() => world.helpdesk.ticket(OVERDUE)?.tags.includes('sidelight_unconfirmed') ?? false, SEEN_MS);
  expect(await correction().count()).toBe(0);
  world.changes.setPayment(OVERDUE, 'paid');
  world.faults.clear();
  await correction().waitFor({ timeout: 2 * SEEN_MS });
  const said = await words(correction());
  expect(said).toContain(answersEn.title);
  expect(said).toMatch(/Status: you told them “Past due” at \d+:\d\d [AP]M\. It is “Paid”/);
});

it('puts the sentence into the reply, where the agent reads it first', async () => {
  await correction().getByRole('button', { name: answersEn.insert }).click();
  const draft = maya.page.locator(`[data-composer="${OVERDUE}"] mark.draft`);
  await draft.waitFor();
  expect(await draft.textContent()).toBe(await correction().locator('q').textContent());
  await correction().getByText(unfoldEn.drafted.inserted).waitFor();
});

it('is gone once it is handled, which can be taken back, and is said on the ticket and to leads', async () => {
  await correction().getByRole('button', { name: answersEn.handled }).click();
  await correction().getByText(answersEn.done).waitFor();
  await correction().getByRole('button', { name: answersEn.undo }).click();
  await correction().getByText(answersEn.title).waitFor();
  await correction().getByRole('button', { name: answersEn.handled }).click();
  await correction().getByText(answersEn.done).waitFor();
  const notes = () => demo.world.helpdesk.comments(OVERDUE).filter(({ isPublic }) => !isPublic);
  await until(() => notes().some(({ body }) => body.includes('It turned out different')), SEEN_MS);
  const ruth = await demo.open();
  await ruth.workAs('Ruth');
  const page = await ruth.openNavBar();
  await page.getByText(/Handled by Maya Lindqvist/).waitFor({ timeout: SEEN_MS });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Handled' }).waitFor();
  await page.getByText('1 answer at risk').first().waitFor();
  await ruth.close();
});

it('is there when the ticket is opened next, and is told to nobody else', async () => {
  const again = await demo.open();
  const next = await again.openTicket(OVERDUE);
  await next.find('[data-correction]').waitFor({ timeout: SEEN_MS });
  await again.close();
  const jonas = await demo.open();
  await jonas.workAs('Jonas');
  const other = await jonas.openTicket(OVERDUE);
  await other.settled();
  await expect.poll(() => jonas.requests.some(({ url }) => url.includes(`/v1/answers/${OVERDUE}`))).toBe(true);
  expect(await other.find('[data-correction]').count()).toBe(0);
  await jonas.close();
});
