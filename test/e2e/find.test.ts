import { afterAll, beforeAll, expect, it } from 'vitest';
import { findEn } from '../../apps/sidebar/src/words/find-en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const ticketOf = (state: string) =>
  demo.world.tickets.find(({ truth }) => truth.customer.state === state)?.ticketId ?? Number.NaN;

it('finds the account of somebody nobody knows, by keyboard alone, links it and takes that back', async () => {
  const workspace = await demo.open();
  const { page } = workspace;
  const { account } = demo.world.tickets.find(({ truth }) => truth.customer.state === 'linked')!.truth;
  const sidebar = await workspace.openTicket(ticketOf('nobody'));
  await sidebar.settled();
  const frame = await sidebar.frame();
  const focused = () => frame.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await sidebar.button(unfoldEn.find).focus();
  expect(workspace.requests.filter(({ url }) => /\/find-/.test(url))).toEqual([]);
  await page.keyboard.press('Enter');
  const text = sidebar.find('#find-text');
  await text.waitFor();
  const said = sidebar.find('#find-text-said');

  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await expect.poll(() => said.textContent()).toContain('2');
  await page.keyboard.type('yzzy');
  await page.keyboard.press('Enter');
  await expect.poll(() => said.textContent()).toBe(findEn.nobody);
  await page.keyboard.press('Escape');
  await text.waitFor({ state: 'detached' });
  expect(await focused()).toBe(unfoldEn.find);

  await page.keyboard.press('Enter');
  await text.waitFor();
  await page.keyboard.type(account!.name.split(' ')[0]!);
  await page.keyboard.press('Enter');
  await expect.poll(() => said.textContent()).toMatch(/^\d+ accounts? found/);
  expect(await said.getAttribute('role')).toBe('status');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toMatch(new RegExp(`^${unfoldEn.pin}`));
  await page.keyboard.press('ArrowUp');
  expect(await text.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await sidebar.find('.how[data-customer="linked"]').waitFor();
  await sidebar.settled();
  expect(await sidebar.field('account.name').textContent()).toContain(account!.name);
  // What was typed stood in no address.
  expect(workspace.requests.filter(({ url }) => url.includes(account!.name.split(' ')[0]!))).toEqual([]);

  await sidebar.find('.how').getByRole('button', { name: 'Undo' }).click();
  await sidebar.find('[data-customer="nobody"]').waitFor();
  await workspace.close();
});

it('is offered where an account may be another, and says why the CRM could not be searched', async () => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket(ticketOf('ambiguous'));
  await sidebar.settled();
  await sidebar.button(unfoldEn.find).click();
  await sidebar.find('#find-text').fill('Some Company');
  demo.world.faults.set('crm', { kind: '5xx', status: 503 });
  await sidebar.find('.find').getByRole('button', { name: findEn.go }).click();
  await expect.poll(() => sidebar.find('#find-text-said').textContent()).toContain(findEn.failed);
  demo.world.faults.clear();
  await workspace.close();
});
