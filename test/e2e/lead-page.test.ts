import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../world/caller.ts';
import { brisk } from './brisk.ts';
import { misprintsOf } from './misprints.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;
const OVERDUE = 1002;
const MAYA = 7001;
/** What the helpdesk's own side bar takes. */
const BAR_PX = 56;
const CLEAN = { small: [], broken: [], cut: [], scrollsSideways: false, crossed: [] };

let demo: Demo;
let ruth: Workspace;
let page: FrameLocator;
beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  ruth = await demo.open();
  await ruth.workAs('Ruth');
  page = await ruth.openNavBar();
});
afterAll(async () => {
  await ruth.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const misprintsAt = async (width: number) => {
  await ruth.page.setViewportSize({ width: width + BAR_PX, height: 900 });
  await page.locator('.map text').first().waitFor();
  return misprintsOf(page.locator('body'));
};
const WIDTHS = [320, 800, 1284];

describe('the leads’ page', () => {
  it.each(WIDTHS)('reads at %i px while all is well', async (width) => {
    expect(await misprintsAt(width)).toEqual(CLEAN);
  });

  it('says of planned maintenance that it is planned, and nothing else', async () => {
    await ruth.page.setViewportSize({ width: 1284, height: 900 });
    await page.getByRole('button', { name: 'Plan maintenance…' }).click();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
    await page.getByLabel(/^Starts/).fill(tomorrow);
    await page.getByLabel(/^What for/).fill('New invoice numbers');
    await page.getByRole('button', { name: 'Save maintenance' }).click();
    const plan = page.locator('.plan').filter({ hasText: 'New invoice numbers' });
    await plan.waitFor();
    expect(await words(page.locator('section.open'))).not.toMatch(/no maintenance|nothing/i);
    await plan.getByRole('button', { name: 'Cancel maintenance' }).click();
    await plan.waitFor({ state: 'detached' });
  });

  it('has an answer at risk while billing is down again', async () => {
    const { world } = demo;
    const maya = await demo.open();
    const sidebar = await maya.openTicket(OVERDUE);
    await sidebar.settled();
    world.faults.set('billing', { kind: '5xx' });
    await sidebar.card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
    await call(world, 'zendesk', `/api/v2/tickets/${OVERDUE}.json`, {
      method: 'PUT',
      body: { ticket: { comment: { body: 'Your payment is overdue.', public: true, author_id: MAYA } } },
    });
    await world.webhooks.settled();
    await expect
      .poll(() => world.helpdesk.ticket(OVERDUE)?.tags, { timeout: SEEN_MS })
      .toContain('sidelight_unconfirmed');
    world.changes.setPayment(OVERDUE, 'paid');
    world.faults.clear();
    await page.getByRole('heading', { name: '1 answer at risk' }).waitFor({ timeout: 2 * SEEN_MS });
    world.faults.set('billing', { kind: '5xx' });
    await page.getByRole('heading', { name: /^Billing has been down since/ }).waitFor({ timeout: SEEN_MS });
    await maya.close();
  });

  it.each(WIDTHS)('reads at %i px then, too, the answer at risk in full', async (width) => {
    expect(await misprintsAt(width)).toEqual(CLEAN);
    const table = page.locator('section table.answers');
    expect(await words(table)).toMatch(/Past due[\s\S]*Paid/);
    const { scrolls, isInSight } = await page.locator('body').evaluate((body) => ({
      scrolls: [...body.querySelectorAll('.sideways')].some((one) => one.scrollWidth > one.clientWidth),
      isInSight: [...body.querySelectorAll('table.answers td')].every(
        (cell) => cell.getBoundingClientRect().right <= document.documentElement.clientWidth,
      ),
    }));
    expect({ scrolls, isInSight }).toEqual({ scrolls: false, isInSight: true });
  });

  it('has what is wrong in sight where the map is wider than its place', async () => {
    await ruth.page.setViewportSize({ width: 320 + BAR_PX, height: 900 });
    await ruth.page.reload();
    page = await ruth.openNavBar();
    const box = page.locator('#node-billing');
    await box.waitFor();
    const at = () => box.evaluate((node) => node.getBoundingClientRect());
    await expect.poll(async () => (await at()).left).toBeGreaterThanOrEqual(0);
    expect((await at()).right).toBeLessThanOrEqual(320);
  });

  it('has the answer at risk in the top bar as well, in the colors that were chosen before it was opened', async () => {
    await ruth.page.setViewportSize({ width: 1284, height: 900 });
    await ruth.page.locator('[data-theme-toggle]').click();
    const popover = await ruth.openTopBar();
    await popover.getByRole('heading', { name: '1 answer at risk' }).waitFor();
    expect(await misprintsOf(popover.locator('body'))).toEqual(CLEAN);
    expect(await popover.locator('html').getAttribute('data-color-scheme')).toBe('dark');
  });
});

describe('where systems are not connected, for a lead who reads German', () => {
  let bare: Demo;
  let lead: Workspace;
  beforeAll(async () => {
    bare = await openDemo({ changeMap: brisk, unset: ['STRIPE_KEY', 'POSTHOG_KEY'] });
    const user = { user: { locale: 'de' } };
    const saved = await fetch(`${bare.world.controlUrl}/helpdesk/users/7004`, {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(user) },
    });
    expect(saved.status).toBe(204);
    lead = await bare.open();
    await lead.workAs('Ruth');
    page = await lead.openNavBar();
  });
  afterAll(async () => {
    await lead.close();
    expect(bare.bugs()).toEqual([]);
    await bare.stop();
  });

  it('says so, and draws none of them as well or as a system that answers', async () => {
    await page.getByRole('heading', { name: 'Nicht verbunden: Abrechnung, Telemetrie' }).waitFor();
    await page.locator('#node-billing').getByText('Nicht verbunden', { exact: true }).waitFor();
    for (const [id, isWell] of Object.entries({ billing: false, telemetry: false, crm: true }))
      expect(await page.locator(`#node-${id}.good`).count(), id).toBe(Number(isWell));
    const speeds = page.locator('section').filter({ hasText: 'Wie schnell Systeme antworten' }).locator('.bars');
    expect(await words(speeds.last())).not.toMatch(/Abrechnung|0 ms \/ 0 ms/);
  });

  it.each(WIDTHS)('reads at %i px, and the map cuts no name', async (width) => {
    await lead.page.setViewportSize({ width: width + BAR_PX, height: 900 });
    await page.locator('.map text').first().waitFor();
    expect(await misprintsOf(page.locator('body'))).toEqual(CLEAN);
    expect((await page.locator('.map text').allTextContents()).filter((text) => text.includes('…'))).toEqual([]);
  });

  it('leaves the map’s legend where it is while the map is scrolled', async () => {
    await lead.page.setViewportSize({ width: 320 + BAR_PX, height: 900 });
    const left = (at: string) => page.locator(at).evaluate((node) => Math.round(node.getBoundingClientRect().left));
    expect(await left('.legend')).toBeGreaterThanOrEqual(0);
    await page.locator('.drawing').evaluate((drawing) => drawing.scrollTo({ left: 500 }));
    expect(await left('.legend')).toBeGreaterThanOrEqual(0);
  });
});
