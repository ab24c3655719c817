import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;
const DAY_MS = 86_400_000;
const PLAN = 'New invoice numbers';

let demo: Demo;
let ruth: Workspace;
let maya: Workspace;
let page: FrameLocator;
let ticket: Sidebar;
beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  [ruth, maya] = [await demo.open(), await demo.open()];
  await ruth.workAs('Ruth');
  page = await ruth.openNavBar();
  ticket = await maya.openTicket(1001);
  await ticket.settled();
});
afterAll(async () => {
  await Promise.all([ruth, maya].map((workspace) => workspace.close()));
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const field = (name: string) => page.locator(`form [name=${name}]`);
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const card = () => page.getByRole('article').filter({ hasText: 'CRM' });
/** As the browser’s own field takes it; the browser of the tests is in UTC. */
const wallClock = (ms: number) => new Date(ms).toISOString().slice(0, 16);

it('is planned ahead, changed to another day, length and note, and cancelled', async () => {
  await press('Plan maintenance…');
  await field('system').selectOption('crm');
  await field('startsAt').fill(wallClock(Date.now() + DAY_MS));
  await field('text').fill(PLAN);
  await press('Save maintenance');
  const plan = page.locator('.plan');
  await plan.getByText(`“${PLAN}”`).waitFor();
  await press('Change maintenance');
  const [starts, what] = [field('startsAt'), field('text')];
  expect([await starts.inputValue(), await what.inputValue(), await field('minutes').inputValue()]).toEqual([
    ...[wallClock(Date.now() + DAY_MS).slice(0, 10), PLAN, '60'].map((value) => expect.stringContaining(value)),
  ]);
  await starts.fill(`${wallClock(Date.now() + 2 * DAY_MS).slice(0, 10)}T21:30`);
  await field('minutes').selectOption('120');
  await what.fill('Newer invoice numbers');
  await press('Save maintenance');
  await plan.getByText('“Newer invoice numbers”').waitFor();
  expect(await words(plan)).toMatch(/9:30 PM\s+– 11:30 PM|21:30 – 23:30/);
  await press('Cancel maintenance');
  await plan.waitFor({ state: 'detached' });
});

it('begins now, is acknowledged, extended and ended, and the agent reads until when each time', async () => {
  await press('Plan maintenance…');
  await field('system').selectOption('crm');
  await field('minutes').selectOption('30');
  await press('Save maintenance');
  const banner = ticket.find('.outage');
  await banner.waitFor({ timeout: SEEN_MS });
  const before = await words(banner);
  expect(before).toMatch(/CRM: planned maintenance · expected until/);
  await card().getByRole('button', { name: 'Acknowledge' }).click();
  await card()
    .getByText(/Acknowledged by Ruth Abara/)
    .first()
    .waitFor();
  await card().getByRole('button', { name: 'Extend', exact: true }).click();
  const choice = card().locator('select[name=text]');
  // It is extended: what would end it earlier is not offered.
  expect(
    (await choice.locator('option').evaluateAll((all) => all.map((one) => Number(one.getAttribute('value')))))[0],
  ).toBe(30);
  await choice.selectOption('120');
  await card().getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => words(banner), { timeout: SEEN_MS }).not.toBe(before);
  expect(await words(banner)).toMatch(/CRM: planned maintenance · expected until/);
  await card().getByRole('button', { name: 'End maintenance' }).click();
  await banner.waitFor({ state: 'detached', timeout: SEEN_MS });
  await card().waitFor({ state: 'detached', timeout: SEEN_MS });
});
