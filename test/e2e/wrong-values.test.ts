import { afterAll, beforeAll, expect, it } from 'vitest';
import { bannerEn } from '../../apps/sidebar/src/words/banner-en.ts';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { fill } from '../../apps/sidebar/src/words/words.ts';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;

let demo: Demo;
let maya: Workspace;
let ruth: Workspace;
let sidebar: Sidebar;

beforeAll(async () => {
  demo = await openDemo({ changeMap: (map) => brisk(map, 1_500) });
  [maya, ruth] = [await demo.open(), await demo.open()];
  sidebar = await maya.openTicket(1001);
  await ruth.workAs('Ruth');
  await sidebar.settled();
});
afterAll(async () => {
  await Promise.all([maya, ruth].map((workspace) => workspace.close()));
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

it('says on what not to rely, in the banner, the cards and to leads, until the system is right again', async () => {
  const page = await ruth.openNavBar();
  expect(await sidebar.field('payment.status').locator('.doubt').count()).toBe(0);
  await ruth.throwSwitch('billing', 'lying');

  const banner = sidebar.find('.outage.wrong');
  await banner.waitFor({ timeout: SEEN_MS });
  expect(await words(banner)).toContain(fill(bannerEn.wrong, 'Billing', 'Plan, Payment'));
  await page.getByRole('heading', { name: /^Billing gives wrong values: do not rely on them/ }).waitFor();

  const doubted = sidebar.field('payment.status').locator('.doubt');
  await doubted.waitFor({ timeout: SEEN_MS });
  expect(await doubted.locator('.pill').getAttribute('class'), 'no colour').toBe('pill neutral');
  const card = sidebar.card('payment');
  expect(await words(card.locator('.old'))).toContain(en.ui.wrong);
  expect(await words(card.locator('[data-group="wrong"]'))).toContain('Stripe gives wrong values');
  await card.getByRole('button', { name: unfoldEn.whatToDo }).first().click();
  expect(await card.locator('ol li').count()).toBeGreaterThan(0);
  expect(await sidebar.find('[data-card="usage"] .doubt').count(), 'the others are relied on').toBe(0);

  await ruth.throwSwitch('billing');
  await banner.waitFor({ state: 'detached', timeout: SEEN_MS });
  await doubted.waitFor({ state: 'detached', timeout: SEEN_MS });
  expect(await card.locator('.old').count()).toBe(0);
});
