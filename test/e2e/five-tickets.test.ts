import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import type { Workspace } from './workspace.ts';

/**
 * A new agent's morning: five tickets, each answered with what stands on the screen and nothing else. What is looked
 * for is what a person reads, never an attribute or a code.
 */
let demo: Demo;
let maya: Workspace;
beforeAll(async () => {
  demo = await openDemo();
  maya = await demo.open();
});
afterAll(async () => {
  await maya.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const read = async (place: Locator) => (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** Opens the ticket as its subject stands in the list, and reads what is beside it. */
async function open(id: number, subject: string): Promise<{ sidebar: Sidebar; glance: string }> {
  const sidebar = await maya.openTicket(id);
  await maya.page.getByText(subject).filter({ visible: true }).first().waitFor();
  await sidebar.settled();
  return { sidebar, glance: await read(sidebar.find('.verdict')) };
}

async function answer(id: number, text?: string): Promise<string> {
  if (text) await maya.page.locator(`[data-composer="${id}"]`).fill(text);
  await maya.page.locator(`[data-submit="${id}"]`).click();
  await expect.poll(() => demo.world.helpdesk.comments(id).length, { timeout: 8000 }).toBeGreaterThan(1);
  const said = demo.world.helpdesk.comments(id).at(-1);
  expect(said?.isPublic).toBe(true);
  await maya.page.locator(`[data-tab-close="${id}"]`).click();
  return said?.body ?? '';
}

it('exports time out: a premium customer with an hour’s promise, a known issue, and the sentence that may be sent', async () => {
  const { sidebar, glance } = await open(1001, 'Exports from our main workspace keep timing out');
  expect(glance).toMatch(/Dana Whitfield.* Northwind Traders .*1 h reply · Premium Paid Known issue: Exports/);
  expect(glance).toMatch(/Reply in \d+ min/);
  await sidebar.card('issues').getByText('Exports above 50,000 rows stop half way').waitFor();
  await sidebar.card('issues').getByText('Export one month at a time').waitFor();
  await sidebar.card('issues').getByRole('button', { name: 'Insert reply' }).first().click();
  const sentence = await read(sidebar.find('.say q').first());
  await sidebar.find('.say').getByRole('button', { name: 'Insert reply' }).click();
  await sidebar.find('.say').getByText('Draft inserted. Read it before you send it.').waitFor();
  expect(await answer(1001)).toContain(sentence);
});

it('a red bar: the customer has not paid, since when and how much', async () => {
  const { sidebar, glance } = await open(1002, 'Why is there a red bar in our workspace?');
  expect(glance).toMatch(/Tomás Herrera .*Cerro Alto Logistics .*4 h reply · Priority Past due, 12 days/);
  const payment = sidebar.card('payment');
  await payment.getByText('€480.00').first().waitFor();
  await payment.getByRole('button', { name: 'Past due, 12 days' }).click();
  await payment.getByText(/^Invoice of Nov \d+, €480\.00, unpaid for 12 days\.$/).waitFor();
  const said = await answer(1002, 'Your invoice of €480.00 is open and 12 days past due, so the bar is right.');
  expect(said).toContain('€480.00');
});

it('two companies: asks nobody to guess, and shows the plan once the account is picked', async () => {
  const { sidebar, glance } = await open(1003, 'Move a workspace to our other company');
  expect(glance).toContain('Pick the account first');
  const who = sidebar.card('identity');
  await who.getByText('More than one account fits this requester.').waitFor();
  expect(await read(sidebar.card('plan'))).not.toMatch(/Pro|Free/);
  await who.getByRole('button', { name: 'This one Brightside Labs' }).click();
  await sidebar.find('.verdict').getByText('Brightside Labs').waitFor();
  await sidebar.settled();
  expect(await read(sidebar.find('.verdict'))).toMatch(/Free .*No paid plan No subscription/);
  const said = await answer(1003, 'Brightside Labs has no paid plan yet. Shall we set one up before the move?');
  expect(said).toContain('no paid plan');
});

it('a locked workspace: suspended, and why, and nothing will be charged before it is paid', async () => {
  const { sidebar, glance } = await open(1009, 'Our main workspace is locked');
  expect(glance).toMatch(/Ngozi Balogun .*Meridian Freight .*Business .*Suspended · unpaid 28 days No known issue/);
  const payment = sidebar.card('payment');
  await payment.getByText('$720.00').first().waitFor();
  await payment.getByText('Nothing before this is paid').waitFor();
  await sidebar.card('plan').getByText('On hold until paid').waitFor();
  const said = await answer(1009, 'The workspace is suspended because $720.00 have been unpaid for 28 days.');
  expect(said).toContain('$720.00');
});

it('a plan nobody has explained: nothing is promised by it', async () => {
  const { sidebar, glance } = await open(1014, 'What does Galaxy include?');
  expect(glance).toMatch(/Wren Castellan .*Tessellate Labs .*not confirmed/);
  // As a person would write it, not as a system stores it.
  expect(await sidebar.text()).not.toMatch(/[a-z]_[a-z\d]/);
  expect(glance).not.toMatch(/ reply · /);
  const said = await answer(1014, 'I am asking our billing team what Galaxy includes and will come back to you today.');
  expect(said).toContain('billing team');
});
