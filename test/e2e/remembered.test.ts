import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import type { Sidebar } from './sidebar.ts';
import { startOver } from './start-over.ts';
import type { Workspace } from './workspace.ts';

const TICKET = '1001';
/** The map lets a breaker open for 5 s at first, give or take a fifth. */
const BREAKER_MS = 6100;

let demo: Demo;
let workspace: Workspace;
let sidebar: Sidebar;
beforeAll(async () => {
  demo = await openDemo();
});
beforeEach(async () => {
  workspace = await demo.open();
  sidebar = await workspace.openTicket(TICKET);
  await sidebar.settled();
});
afterEach(async () => {
  demo.world.faults.clear();
  await workspace.close();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

async function openAgain(): Promise<void> {
  await startOver(workspace.page, TICKET);
  await sidebar.find('[aria-busy="true"]').first().waitFor({ state: 'attached' });
  await sidebar.settled();
}

it('says once for all that a system is down, leaves it alone, and forgets it when it is back', async () => {
  demo.world.faults.set('billing', { kind: '5xx', status: 503 });
  const again = sidebar.card('payment').locator('button.again');
  for (let i = 0; i < 4; i++) {
    await again.click();
    await sidebar.settled();
  }
  demo.world.calls.clear();
  await openAgain();
  await sidebar.notice('Billing is not answering').waitFor();
  await again.click();
  await sidebar.settled();
  expect(demo.world.calls.counts().systems.billing).toBeUndefined();
  const { fallbacks, fields } = await readSidebar(sidebar);
  expect(fallbacks.plan).toContain(en.reasons.circuit_open.replace('%', 'Stripe'));
  expect(fields['payment.status']).toBe('Paid');

  demo.world.faults.clear();
  await workspace.page.waitForTimeout(BREAKER_MS);
  await again.click();
  await sidebar.settled();
  await openAgain();
  await sidebar.notice('').waitFor({ state: 'detached' });
  expect((await readSidebar(sidebar)).fallbacks.payment).toBe('');
});

it('keeps the old values of a system that fails, with their age, why, and what to do', async () => {
  demo.passTime(10 * 60_000);
  demo.world.faults.set('billing', { kind: '5xx', status: 503 });
  await openAgain();
  const { fields, fallbacks } = await readSidebar(sidebar);
  expect(fields).toMatchObject({ 'plan.name': 'Enterprise', 'payment.status': 'Paid', 'usage.active': '182' });
  for (const id of ['plan', 'payment']) {
    expect((await sidebar.card(id).locator('header').allInnerTexts()).join()).toContain('10 min old');
    // The breaker may still count the failures of the test before: then it is open after the first of these.
    const reasons = [en.reasons.upstream_error, en.reasons.circuit_open].map((text) => text.replace('%', 'Stripe'));
    expect(reasons.filter((text) => fallbacks[id]?.includes(text))).toHaveLength(1);
  }
  // The steps once, where the first of the two stands.
  expect(fallbacks.plan).toContain('Owner: RevOps');
  expect(fallbacks.payment).toMatch(/ See Plan$/);
  for (const id of ['identity', 'issues', 'usage']) {
    expect((await sidebar.card(id).locator('header').allInnerTexts()).join()).not.toContain('old');
    expect(fallbacks[id]).toBe('');
  }
});
