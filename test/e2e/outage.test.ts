import { readFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../flow/until.ts';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const OVERDUE = 1002;
const PAID = 1001;
/** From the breach to the banner, and what the machine may add. */
const SEEN_MS = 10_000;
const GONE_MS = 15_000;

let demo: Demo;
let maya: Workspace;
let jonas: Workspace;
let ruth: Workspace;
let overdue: Sidebar;
let paid: Sidebar;
let page: FrameLocator;

beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  [maya, jonas, ruth] = [await demo.open(), await demo.open(), await demo.open()];
  overdue = await maya.openTicket(OVERDUE);
  await jonas.workAs('Jonas');
  paid = await jonas.openTicket(PAID);
  await ruth.workAs('Ruth');
  page = await ruth.openNavBar();
  await Promise.all([overdue.settled(), paid.settled()]);
});
afterAll(async () => {
  await Promise.all([maya, jonas, ruth].map((workspace) => workspace.close()));
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const alerts = (kind: string) =>
  demo.world.alerts
    .received()
    .flatMap((alert) => (alert.kind === kind ? [alert.body as { event_action?: string }] : []));
const banner = (sidebar: Sidebar) => sidebar.find('.outage');

describe('the story of an outage', () => {
  it('begins with nothing: no banner, and a page that says so', async () => {
    await page.getByRole('heading', { name: 'All systems operational' }).waitFor();
    expect(await banner(overdue).count()).toBe(0);
    expect(await words(overdue.field('payment.status'))).toContain('Past due, 12 days');
  });

  it('shows each agent the last known value with its age and what to do, under one banner, within seconds', async () => {
    await ruth.throwSwitch('billing', 'hang');
    const startedMs = performance.now();
    for (const sidebar of [overdue, paid]) await banner(sidebar).waitFor({ timeout: SEEN_MS });
    expect(performance.now() - startedMs).toBeLessThan(SEEN_MS);
    expect(await words(banner(overdue))).toContain('Billing is not answering');
    expect(await words(banner(paid)), 'Jonas reads German').toMatch(/antwortet nicht/);
    const card = overdue.card('payment');
    await card.locator('.old').waitFor({ timeout: SEEN_MS });
    expect(await words(card.locator('.old'))).toMatch(/\d+ s(ec)? old/);
    expect(await words(overdue.field('payment.status'))).toContain('Past due, 12 days');
    // Said once for both cards that lack something.
    const first = overdue.card('plan');
    await first.getByRole('button', { name: 'What to do' }).click();
    expect(await first.locator('ol li').count()).toBeGreaterThan(1);
    expect(await words(first.locator('ol'))).toContain('tomas.herrera@cerroalto.example');
    expect(await words(first.locator('q'))).not.toBe('');
    expect(await words(card)).toContain('See Plan');
    await overdue.settled();
    expect(await words(overdue.field('account.name'))).toContain('Cerro Alto');
  });

  it('unfolds to what breaks, for whom, and who fixes it', async () => {
    await banner(overdue).getByRole('button', { name: /More/ }).click();
    const said = await words(banner(overdue));
    expect(said).toContain('Entitlement check');
    expect(said).toContain('2 open tickets and 2 agents');
    expect(said).toContain('Ask RevOps · #revops-desk');
  });

  it('tells the lead what is wrong since when, what breaks for how many, and that the owner knows', async () => {
    await page.getByRole('heading', { name: /^Billing has been down since/ }).waitFor();
    const card = page.locator('article').filter({ hasText: 'Billing' });
    await card.getByText('Entitlement check').waitFor();
    await until(async () => /2\s+open tickets/.test(await words(card.locator('.tiles'))));
    expect(await words(card.locator('.tiles'))).toMatch(/2\s+agents/);
    expect(await words(card)).toContain('Integrations · #integrations');
    expect(await words(card), 'what logs and alerts name it by').toMatch(/Incident ID\s+[\da-f-]{36}/);
    await until(() => alerts('pagerduty').length === 1);
    expect(await page.locator('#node-billing').getAttribute('class')).toContain('bad');
    await page.locator('#node-billing').click();
    await page.getByText(demo.map.systems.billing?.purpose ?? 'no billing').waitFor();
  });

  it('lets the lead acknowledge it and write down what is known', async () => {
    const card = page.locator('article').filter({ hasText: 'Billing' });
    await card.getByRole('button', { name: 'Acknowledge' }).click();
    await card
      .getByText(/Acknowledged by Ruth Abara/)
      .first()
      .waitFor();
    await card.getByRole('button', { name: 'Add note' }).click();
    await card.getByRole('textbox').fill('Stripe is looking into it');
    await card.getByRole('button', { name: 'Save' }).click();
    await card
      .getByText(/Stripe is looking into it/)
      .first()
      .waitFor();
    await card.getByRole('button', { name: 'Expected end' }).click();
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText(/expected until/).waitFor();
  });

  it('opens the lists behind its counts, and offers those who were here to be assigned', async () => {
    const card = page.locator('article').filter({ hasText: 'Billing' });
    await card.getByRole('button', { name: /open tickets/ }).click();
    const list = card.locator('.touched');
    await list.getByText(`#${OVERDUE}`).waitFor();
    const said = await words(list);
    for (const part of ['Cerro Alto', 'Maya Lindqvist', `#${PAID}`, 'Jonas']) expect(said).toContain(part);
    const search = list.getByRole('link', { name: 'Search the helpdesk for those that were marked' });
    expect(await search.getAttribute('href')).toContain('/agent/search/1?type=ticket&q=tags%3Asidelight_unconfirmed');
    await card.getByRole('button', { name: /open tickets/ }).click();
    await list.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /agents online/ }).click();
    await page.getByText(/Online: .*Ruth Abara/).waitFor();
    await page.getByRole('button', { name: /agents online/ }).click();
    await card.getByRole('button', { name: 'Assign' }).click();
    await card.locator('datalist option[value="Maya Lindqvist"]').waitFor({ state: 'attached' });
    await card.getByRole('button', { name: 'Cancel' }).click();
  });

  it('tells agents so in their banner, unfolded or not, in their language', async () => {
    const said = 'Ruth Abara is on it: “Stripe is looking into it”';
    await banner(overdue).getByText(said).waitFor();
    expect(await words(banner(overdue))).toMatch(/Billing is not answering · expected until/);
    await banner(paid).getByText('Ruth Abara kümmert sich darum: „Stripe is looking into it“').waitFor();
    const head = banner(overdue).locator('> span');
    expect(await head.evaluate((span) => span.scrollWidth > span.clientWidth), 'nothing of it is cut').toBe(false);
    const asked = await words(banner(overdue).locator('p').last());
    expect(asked).toMatch(/^Ask /);
    await overdue.card('plan').getByText(asked.replace(/^Ask /, '')).waitFor();
  });

  it('shows the same in the top bar', async () => {
    const popover = await ruth.openTopBar();
    await popover.getByRole('heading', { name: /^Billing has been down since/ }).waitFor();
    await ruth.page.keyboard.press('Escape');
    expect(await ruth.page.locator('.app-popover').isVisible()).toBe(false);
  });

  it('marks the ticket that is answered meanwhile', async () => {
    await maya.page.locator(`[data-composer="${OVERDUE}"]`).fill('Your last invoice is overdue.');
    await maya.page
      .locator('article:not([hidden])')
      .getByRole('button', { name: /^Submit/ })
      .first()
      .click();
    const { helpdesk } = demo.world;
    await until(() => helpdesk.ticket(OVERDUE)?.tags.includes('sidelight_unconfirmed') ?? false);
    await until(() => helpdesk.comments(OVERDUE).some((comment) => !comment.isPublic));
  });

  it('clears by itself when billing is back, told once more, with fresh values everywhere', async () => {
    demo.world.changes.setPayment(OVERDUE, 'paid');
    await ruth.throwSwitch('billing');
    for (const sidebar of [overdue, paid]) await banner(sidebar).waitFor({ state: 'detached', timeout: GONE_MS });
    await overdue.field('payment.status').filter({ hasText: 'Paid' }).waitFor({ timeout: SEEN_MS });
    expect(await overdue.card('payment').locator('.old').count()).toBe(0);
    await page.getByRole('heading', { name: 'All systems operational' }).waitFor();
    await until(() => alerts('pagerduty').length === 2);
    expect(alerts('pagerduty').map(({ event_action }) => event_action)).toEqual(['trigger', 'resolve']);
    expect(alerts('slack')).toHaveLength(2);
  });

  it('lists the one ticket that was answered on a value that turned out different', async () => {
    const row = page.locator('details').filter({ hasText: 'Billing' }).first();
    await row.getByText('1 answer at risk').waitFor({ timeout: GONE_MS });
    await row.locator('summary').click();
    const list = row.getByText(`#${OVERDUE}`).first();
    await list.waitFor();
    expect(await words(row)).toMatch(/Past due[\s\S]*Paid/);
    expect(await words(row)).not.toContain(`#${PAID}`);
    await list.click();
    await ruth.sidebar(OVERDUE).settled();
  });

  it('has it on top of the page, above the map, with customer, agent, what was said and what is true, until it is handled', async () => {
    page = await ruth.openNavBar();
    const top = page.locator('section').filter({ has: page.getByRole('heading', { name: '1 answer at risk' }) });
    await top.waitFor();
    const said = await words(top);
    for (const part of [`#${OVERDUE}`, 'Cerro Alto', 'Maya Lindqvist', 'Past due', 'Paid'])
      expect(said).toContain(part);
    const [above, below] = await Promise.all([top.boundingBox(), page.locator('section.map').boundingBox()]);
    expect(above!.y).toBeLessThan(below!.y);
    await top.getByRole('button', { name: 'Handled' }).click();
    await top.waitFor({ state: 'detached' });
    // It can still be taken back, under a heading that is true.
    await page.getByRole('heading', { name: 'No answer at risk' }).waitFor();
  });

  it('is saved as a post-mortem, and its link opens it again', async () => {
    const row = page.locator('details').filter({ hasText: 'Billing' }).first();
    if ((await row.getAttribute('open')) === null) await row.locator('summary').click();
    const download = ruth.page.waitForEvent('download');
    // By key: the helpdesk's own notice may lie over them.
    await row.getByRole('button', { name: 'Export post-mortem' }).press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^post-mortem-[\da-f-]{36}\.md$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain('# Post-mortem: Billing');
    expect(text).toContain('Ruth Abara: Stripe is looking into it');
    expect(text).toMatch(/Past due.* \| Paid .*Handled by Ruth Abara/);

    await row.getByRole('button', { name: 'Copy link' }).press('Enter');
    await row.getByText('Copied').waitFor();
    const id = file.suggestedFilename().slice('post-mortem-'.length, -'.md'.length);
    // It stands there to be read and followed, too.
    const link = `${demo.url}/agent/apps/sidelight/incident/${id}`;
    expect(await row.getByRole('link', { name: link }).getAttribute('href')).toBe(link);
    await ruth.page.goto(link);
    const opened = ruth.page.frameLocator('[data-app-frame="nav_bar"]');
    await opened.locator(`details[open][id="${id}"] > summary:focus`).waitFor();
    page = opened;
  });

  it('reads at 800 px: no letter below 12 px, none cut, and the map scrolls by itself', async () => {
    await ruth.page.setViewportSize({ width: 800, height: 900 });
    await page.locator('.map text').first().waitFor();
    const seen = await page.locator('body').evaluate((body) => {
      const scale = (text: SVGTextElement) => text.getScreenCTM()?.a ?? 0;
      const sizes = [...body.querySelectorAll<SVGTextElement>('.map text')].map(
        (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale(text),
      );
      const map = body.querySelector('.drawing');
      const root = document.documentElement;
      return {
        smallest: Math.min(...sizes),
        cut: [...body.querySelectorAll('.map text')].filter((text) => text.textContent?.includes('…')).length,
        mapScrolls: map !== null && map.scrollWidth > map.clientWidth,
        pageScrolls: root.scrollWidth > root.clientWidth,
      };
    });
    expect(seen).toEqual({ smallest: expect.any(Number), cut: 0, mapScrolls: true, pageScrolls: false });
    expect(seen.smallest).toBeGreaterThanOrEqual(12);
  });
});
