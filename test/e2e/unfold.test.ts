import { afterAll, beforeAll, expect, it } from 'vitest';
import { de } from '../../apps/sidebar/src/words/de.ts';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldDe } from '../../apps/sidebar/src/words/unfold-de.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { watchOpening } from '../bench/watch-opening.ts';
import { type Demo, openDemo } from './open-demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const UNFOLD = '**/assets/unfold-*.js';
const LOSSES = /\/assets\/losses-[\w-]+\.js$/;
const LOST = /Failed to load resource: net::ERR_FAILED/;

it('says in its place that what was unfolded did not come, and gets it on a second try, by keyboard', async () => {
  const workspace = await demo.open({ before: watchOpening, expected: LOST });
  const { page } = workspace;
  await page.route(UNFOLD, (route) => route.abort());
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const frame = await sidebar.frame();
  await sidebar.find('[data-fold="payment.status"]').focus();
  await page.keyboard.press('Enter');
  const panel = sidebar.find('.panel[data-fold="payment.status"]');
  await panel.getByText(en.ui.notLoaded).waitFor();
  // The rest of the ticket is as it was.
  expect(await sidebar.field('plan.name').textContent()).toBe('Enterprise');
  await page.unroute(UNFOLD);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await panel.getByText(unfoldEn.source).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('data-fold'));
  expect(await focused()).toBe('payment.status');
  expect(await frame.evaluate(() => window.opening?.moved)).toEqual([]);
  await workspace.close();
});

it('has it at hand before anybody clicks, once the cards are there, and in the agent’s language', async () => {
  const workspace = await demo.open();
  const came = () => workspace.requests.filter(({ url }) => /\/unfold-/.test(url)).length;
  await workspace.workAs('Jonas');
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  await expect.poll(came).toBe(2);
  await sidebar.find('[data-fold="plan.name"]').click();
  await sidebar.find('.panel').getByText(unfoldDe.source, { exact: true }).waitFor();
  expect(await sidebar.button(de.ui.why).count()).toBe(1);
  expect(came()).toBe(2);
  await workspace.close();
});

it('says where the pick is taken back that this did not come, and does it on a second try', async () => {
  const workspace = await demo.open();
  const first = await workspace.openTicket(1003);
  await first.button(`${unfoldEn.pin} Brightside GmbH`).click();
  await first.find('[data-customer="linked"]').waitFor();
  await workspace.close();

  const again = await demo.open({ expected: LOST });
  await again.page.route(UNFOLD, (route) => route.abort());
  const sidebar = await again.openTicket(1003);
  await sidebar.settled();
  await sidebar.button(en.ui.undo).click();
  await sidebar.find('[data-card="identity"] [role="alert"]').getByText(en.ui.notLoaded).waitFor();
  await again.page.unroute(UNFOLD);
  await sidebar.button(en.ui.undo).click();
  await sidebar.find('[data-customer="ambiguous"]').waitFor();
  await again.close();
});

it('fetches what is said of missing values only where a value is missing, then too where its first try failed', async () => {
  const workspace = await demo.open({ expected: LOST });
  const came = () => workspace.requests.filter(({ url }) => LOSSES.test(url)).length;
  const healthy = await workspace.openTicket(1001);
  await healthy.settled();
  await healthy.find('[data-fold="plan.name"]').click();
  await healthy.find('.panel').getByText(unfoldEn.source, { exact: true }).waitFor();
  expect(came()).toBe(0);

  await workspace.page.route(LOSSES, (route) => route.abort());
  demo.world.faults.set('billing', { kind: '5xx' });
  await healthy.card('payment').locator('button.again').click();
  const lost = healthy.card('payment').getByRole('alert');
  await lost.getByText(en.ui.notLoaded).waitFor();
  await workspace.page.unroute(LOSSES);
  await lost.getByRole('button', { name: en.ui.tryAgain }).click();
  await healthy.card('payment').locator('[data-group] button').first().waitFor();
  demo.world.faults.clear();
  await workspace.close();
});
