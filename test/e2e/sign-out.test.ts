import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

describe('who signs out', () => {
  let demo: Demo;
  let workspace: Workspace;
  beforeAll(async () => {
    demo = await openDemo();
    // What is asked with an ended session is refused.
    workspace = await demo.open({ expected: /status of 401/ });
  });
  afterAll(async () => {
    await workspace.close();
    expect(demo.bugs()).toEqual([]);
    await demo.stop();
  });

  it('on the page for leads is asked first, and then sees nothing any more, in tickets neither', async () => {
    await workspace.workAs('Olivia');
    await (await workspace.openTicket('1001')).settled();
    const page = await workspace.openNavBar();
    const foot = page.getByRole('contentinfo');
    await foot.getByRole('button', { name: 'Sign out of Sidelight everywhere' }).click();
    await foot.getByText('Sidelight stops in all your tabs and browsers').waitFor();
    await foot.getByRole('button', { name: 'Cancel' }).click();
    await foot.getByRole('button', { name: 'Sign out of Sidelight everywhere' }).click();
    await foot.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'You are signed out of Sidelight' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    const ticket = await workspace.openTicket('1001');
    await ticket.card('plan').locator('button.again').click();
    await ticket.notice(unfoldEn.problems.session_expired).waitFor();
  });

  it('in a ticket, as an agent: the customer is gone from there too, and the apps loaded anew bring them back', async () => {
    await workspace.workAs('Maya');
    const ticket = await workspace.openTicket('1001');
    await ticket.settled();
    await ticket.button('Sign out of Sidelight everywhere').click();
    await ticket.button(/^Sign out$/).click();
    await ticket.find('h1').getByText('You are signed out of Sidelight').waitFor();
    expect(await ticket.find('main').allTextContents()).not.toContainEqual(expect.stringContaining('Northwind'));
    await workspace.page.getByRole('button', { name: 'Reload app' }).first().click();
    await ticket.field('account.name').waitFor();
  });
});
