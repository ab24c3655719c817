import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

let demo: Demo;
let ruth: Workspace;
let maya: Workspace;
/** One more tab of Ruth's browser. */
let second: Page;

beforeAll(async () => {
  demo = await openDemo({ changeMap: brisk });
  [ruth, maya] = [await demo.open(), await demo.open()];
  await ruth.workAs('Ruth');
  await backgroundOf(ruth.page);
});
afterAll(async () => {
  await Promise.all([ruth, maya].map((workspace) => workspace.close()));
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const backgroundOf = async (page: Page) => {
  const handle = await page.waitForSelector('iframe[data-app-frame="background"]', { state: 'attached' });
  const frame = await handle.contentFrame();
  if (!frame) throw new Error('the background has no frame');
  return frame;
};
const warnings = (page: Page) => page.locator('[data-toast="alert"]');
const icons = (page: Page, symbol: string) =>
  Promise.all([
    page.locator(`[data-top-app] [data-icon-symbol="${symbol}"]`).waitFor({ state: 'attached', timeout: 15_000 }),
    page.locator(`[data-nav="app"] [data-icon-symbol="${symbol}"]`).waitFor({ state: 'attached', timeout: 15_000 }),
  ]);
const opened = (page: Page) =>
  page.locator('iframe[data-app-frame]').evaluateAll((frames) => frames.map((frame) => frame.dataset.appFrame));
const streams = ({ requests }: Workspace) => requests.filter(({ url }) => url.endsWith('/v1/status/stream')).length;

describe('an outage begins while a lead has opened nothing', () => {
  it('is calm before: no warning, and the icons as they are', async () => {
    await icons(ruth.page, 'default');
    expect(await warnings(ruth.page).count()).toBe(0);
    second = await ruth.page.context().newPage();
    await second.goto(demo.url);
    await backgroundOf(second);
    // The tab that was opened last is the one that is looked at; the world plays the first agent there.
    await second.locator('[data-agent-switch]').selectOption({ label: await ruthIn(second) });
    await backgroundOf(second);
    expect(await opened(ruth.page)).toEqual(['background']);
  });

  it('is said to her once, with what it breaks, and the icons of both tabs change', async () => {
    demo.world.faults.set('billing', { kind: 'hang' });
    await Promise.all([icons(ruth.page, 'attention'), icons(second, 'attention')]);
    const said = async () => [
      ...(await warnings(ruth.page).allInnerTexts()),
      ...(await warnings(second).allInnerTexts()),
    ];
    await expect.poll(async () => (await said()).length).toBe(1);
    expect((await said())[0]).toMatch(
      /^Sidelight, \d+:\d\d [AP]M: Billing .*\. Old or missing: Plan, Payment\. Affects: Entitlement check.* Open Sidelight/,
    );
    // As long as it takes a hidden tab to ask, and a beat more.
    await ruth.page.waitForTimeout(3_000);
    expect(await said()).toHaveLength(1);
    expect([await opened(ruth.page), await opened(second)]).toEqual([['background'], ['background']]);
  });

  it('is not said to her again in a tab that she opens meanwhile, whose icons are marked at once', async () => {
    const third = await ruth.page.context().newPage();
    await third.goto(demo.url);
    await third.locator('[data-agent-switch]').selectOption({ label: await ruthIn(third) });
    await icons(third, 'attention');
    await third.waitForTimeout(500);
    expect(await warnings(third).count()).toBe(0);
    await third.close();
  });

  it('is no news for an agent, whose page in the background asks nothing', async () => {
    const { page } = maya;
    await backgroundOf(page);
    expect(await warnings(page).count()).toBe(0);
    expect(streams(maya)).toBe(0);
    await icons(page, 'default');
  });

  it('clears: the icons are as before', async () => {
    demo.world.faults.clear();
    await Promise.all([icons(ruth.page, 'default'), icons(second, 'default')]);
  });

  it('goes on when the tab that led is closed: the next outage is heard all the same', async () => {
    await ruth.page.close();
    for (const dismiss of await second.getByRole('button', { name: 'Dismiss' }).all()) await dismiss.click();
    demo.world.faults.set('crm', { kind: '5xx' });
    await icons(second, 'attention');
    await expect.poll(() => warnings(second).allInnerTexts()).toEqual([expect.stringMatching(/^Sidelight, .*: CRM/)]);
  });
});

const ruthIn = async (page: Page) =>
  (await page.locator('[data-agent-switch] option').filter({ hasText: 'Ruth' }).first().textContent()) ?? '';
