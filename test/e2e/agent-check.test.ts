import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const MAYA = 7001;
const ASKS = 'Allow Sidelight to check your tickets';
const CUSTOMER = /Dana Whitfield|Northwind|receipt|€|Paid/;

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo({ canAskAgents: true });
  // A consent that was lost, and what stands beside a ticket that is not shown, are refused: the browser logs that.
  workspace = await demo.open({ expected: /status of (401|404)/ });
});
afterAll(async () => {
  await workspace.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** On the helpdesk's own page, as Maya. */
async function allowIn(opened: Promise<Page>): Promise<Page> {
  const consent = await opened;
  await consent.locator(`input[name="user"][value="${MAYA}"]`).check();
  await consent.getByRole('button', { name: 'Allow' }).click();
  return consent;
}

it('an admin lets the helpdesk decide', async () => {
  await workspace.workAs('Olivia');
  const page = await workspace.openNavBar();
  await page.getByRole('tab', { name: 'Setup' }).click();
  await page.getByRole('button', { name: 'Let the helpdesk decide' }).click();
  await page.getByText(/^The helpdesk itself does/).waitFor();
});

it('an agent is told what to do, allows it in a window of the helpdesk, and sees the customer without reloading', async () => {
  await workspace.workAs('Maya');
  const sidebar = await workspace.openTicket('1001');
  await sidebar.find('h1').filter({ hasText: ASKS }).waitFor();
  expect(await words(sidebar.find('main'))).not.toMatch(CUSTOMER);
  const popup = workspace.page.waitForEvent('popup');
  await sidebar.find('a').filter({ hasText: ASKS }).click();
  const consent = await allowIn(popup);
  await consent.waitForEvent('close').catch(() => {});
  await sidebar.settled();
  await sidebar.find('text=Dana Whitfield').first().waitFor();
});

it('of a ticket that the helpdesk hides from them they see that, and nothing of the customer', async () => {
  demo.world.helpdesk.hideFrom(1002, MAYA, 'forbidden');
  const sidebar = await workspace.openTicket('1002');
  await sidebar.find('b').filter({ hasText: unfoldEn.customer.unknown_ticket.say }).waitFor();
  const { requester } = demo.world.tickets.find(({ ticketId }) => ticketId === 1002)!.truth;
  const text = await words(sidebar.find('main'));
  expect(text).toContain(unfoldEn.customer.unknown_ticket.next);
  expect(text).not.toContain(requester!.name);
  expect(text).not.toMatch(/undefined|\{\w+\}/);
});

it('once they take it back nothing is shown any more, until they allow it again in its place', async () => {
  const { grants } = demo.world.oauth;
  grants.revoke(grants.newest()!);
  demo.passTime(61_000);
  const sidebar = await workspace.openTicket('1003');
  const lost = sidebar.notice(unfoldEn.problems.consent_needed);
  // Where an open page has asked as them meanwhile, it is the page they come in by that says so.
  const asked = sidebar.find('h1').filter({ hasText: ASKS });
  await lost.or(asked).first().waitFor();
  const { requester } = demo.world.tickets.find(({ ticketId }) => ticketId === 1003)!.truth;
  expect(await words(sidebar.find('main'))).not.toContain(requester!.name);
  const opened = workspace.page.context().waitForEvent('page');
  if (await asked.isVisible()) {
    await sidebar.find('a').filter({ hasText: ASKS }).click();
    await (await allowIn(opened)).waitForEvent('close').catch(() => {});
  } else {
    await lost.getByRole('link', { name: unfoldEn.allow }).click();
    const consent = await allowIn(opened);
    await consent.getByRole('heading', { name: 'Allowed' }).waitFor();
    await consent.close();
    await lost.getByRole('button').click();
  }
  await sidebar.settled();
  await sidebar.find(`text=${requester!.name}`).first().waitFor();
});
