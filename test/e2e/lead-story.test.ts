import { readFile } from 'node:fs/promises';
import type { FrameLocator, Locator } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

/**
 * A lead's outage: she has the helpdesk open and has clicked nothing of ours. What is looked for is what a person reads.
 */
const SEEN_MS = 20_000;
const OVERDUE = 1002;
const NOTE = 'Stripe is looking into it';

let demo: Demo;
let ruth: Workspace;
let maya: Workspace;
let ticket: Sidebar;
let page: FrameLocator;
beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  [ruth, maya] = [await demo.open(), await demo.open()];
  await ruth.workAs('Ruth');
  await ruth.page.waitForSelector('iframe[data-app-frame="background"]', { state: 'attached' });
});
afterAll(async () => {
  await Promise.all([ruth, maya].map((workspace) => workspace.close()));
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const button = (within: FrameLocator | Locator, name: string) => within.getByRole('button', { name, exact: true });
const card = () => page.getByRole('article').filter({ hasText: 'Billing' });
const top = async (at: Locator) => (await at.boundingBox())?.y ?? Number.NaN;

it('warns her without a click: what is wrong, what is missing, what that affects, and where to read on', async () => {
  ticket = await maya.openTicket(OVERDUE);
  await ticket.settled();
  demo.world.faults.set('billing', { kind: 'hang' });
  const warning = ruth.page.locator('[data-toast="alert"]');
  await warning.waitFor({ timeout: SEEN_MS });
  const said = await words(warning);
  for (const part of ['Billing', 'Old or missing: Plan, Payment', 'Affects: Entitlement check', 'Open Sidelight'])
    expect(said).toContain(part);
  expect(ruth.requests.filter(({ url }) => url.includes('/zaf/nav_bar') || url.includes('/zaf/top_bar'))).toEqual([]);
});

it('meanwhile an agent answers by a value that nobody can confirm', async () => {
  await ticket.card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
  await maya.page.locator(`[data-composer="${OVERDUE}"]`).fill('Your last invoice is overdue.');
  await maya.page.locator(`[data-submit="${OVERDUE}"]`).click();
  const { helpdesk } = demo.world;
  await expect.poll(() => helpdesk.ticket(OVERDUE)?.tags, { timeout: SEEN_MS }).toContain('sidelight_unconfirmed');
});

it('leads her from the marked icon to what breaks and for whom, first of all on the page', async () => {
  const icon = ruth.page.locator('[data-nav="app"]');
  await icon.locator('[data-icon-symbol="attention"]').waitFor({ state: 'attached' });
  page = await ruth.openNavBar();
  await page.getByRole('heading', { name: /^Billing has been down since/ }).waitFor();
  await card().getByText('Entitlement check').waitFor();
  expect(await top(card())).toBeLessThan(await top(page.locator('section.map')));
  await card()
    .getByRole('button', { name: /1\s+open ticket/ })
    .click();
  const touched = card()
    .getByRole('listitem')
    .filter({ hasText: `#${OVERDUE}` });
  await touched.waitFor();
  for (const part of ['Cerro Alto', 'Maya Lindqvist', 'a reply went out']) expect(await words(touched)).toContain(part);
});

it('opens what it touched as one search of the helpdesk: all of it, answered or only looked at', async () => {
  const list = card().locator('.touched');
  const ids = await list
    .getByRole('listitem')
    .evaluateAll((items) => items.map((one) => /#(\d+)/.exec(one.textContent)?.[1]));
  await list.getByRole('button', { name: `Tag these in the helpdesk (${ids.length})` }).click();
  const link = list.getByRole('link', { name: `Open these in the helpdesk’s search (${ids.length})` });
  await link.waitFor();
  const asked = new URL((await link.getAttribute('href')) ?? '').searchParams.get('q') ?? '';
  const [, tag = ''] = /^tags:(sidelight_incident_\w+) updated>=/.exec(asked) ?? [];
  const { helpdesk } = demo.world;
  for (const id of ids) await expect.poll(() => helpdesk.ticket(Number(id))?.tags, { timeout: SEEN_MS }).toContain(tag);
  await card().getByText(`Ruth Abara gave the tickets it had touched (${ids.length}) the tag “${tag}”`).waitFor();
});

it('lets her take it on, with a note and an end, which the agent reads without asking', async () => {
  await button(card(), 'Acknowledge').click();
  await card()
    .getByText(/Acknowledged by Ruth Abara/)
    .first()
    .waitFor();
  await button(card(), 'Add note').click();
  await card().getByRole('textbox').fill(NOTE);
  await button(card(), 'Save').click();
  await card().getByText(NOTE).first().waitFor();
  await button(card(), 'Assign').click();
  await card().locator('#people option[value="Ruth Abara"]').waitFor({ state: 'attached' });
  await card().getByRole('combobox').fill('Ruth Abara');
  await button(card(), 'Save').click();
  await card().getByText('Ruth Abara assigned it to Ruth Abara').waitFor();
  await button(card(), 'Expected end').click();
  await button(card(), 'Save').click();
  await card()
    .getByText(/expected until/)
    .waitFor();
  const banner = ticket.find('.outage');
  await banner.getByText(`Ruth Abara is on it: “${NOTE}”`).waitFor({ timeout: SEEN_MS });
  expect(await words(banner)).toMatch(/Billing is not answering · expected until/);
});

it('closes by itself when billing is back, and names the one answer that was wrong until she has handled it', async () => {
  demo.world.changes.setPayment(OVERDUE, 'paid');
  demo.world.faults.clear();
  await page.getByRole('heading', { name: 'All systems operational' }).waitFor({ timeout: SEEN_MS });
  await ticket.find('.outage').waitFor({ state: 'detached', timeout: SEEN_MS });
  const icon = ruth.page.locator('[data-nav="app"] [data-icon-symbol="default"]');
  await icon.waitFor({ state: 'attached', timeout: SEEN_MS });
  const risk = page.locator('section').filter({ has: page.getByRole('heading', { name: '1 answer at risk' }) });
  await risk.waitFor({ timeout: SEEN_MS });
  const said = await words(risk);
  for (const part of [`#${OVERDUE}`, 'Cerro Alto', 'Maya Lindqvist', 'Past due', 'Paid', 'A reply went out'])
    expect(said).toContain(part);
  expect(await top(risk)).toBeLessThan(await top(page.locator('section.map')));
  await button(risk, 'Handled').click();
  await page.getByRole('heading', { name: 'No answer at risk' }).waitFor();
});

it('leaves her a post-mortem: when, whom it touched, who said what, and the answer that was handled', async () => {
  const closed = page.locator('details').filter({ hasText: 'Billing' }).first();
  await closed.locator('summary').click();
  const download = ruth.page.waitForEvent('download');
  await button(closed, 'Export post-mortem').press('Enter');
  const text = await readFile(await (await download).path(), 'utf8');
  for (const part of ['# Post-mortem: Billing', 'Entitlement check', `#${OVERDUE}`, 'Acknowledged by Ruth Abara', NOTE])
    expect(text).toContain(part);
  expect(text).toMatch(/Past due.* \| Paid .*Handled by Ruth Abara/);
});
