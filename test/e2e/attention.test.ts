import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import type { Sidebar } from './sidebar.ts';
import type { Workspace } from './workspace.ts';

declare global {
  interface Window {
    aheadMs?: number;
  }
}

/** Lets a test move the clock that pages see. */
function bendClock(): void {
  const now = Date.now;
  window.aheadMs = 0;
  Date.now = () => now() + (window.aheadMs ?? 0);
}

let demo: Demo;
let workspace: Workspace;
let sidebar: Sidebar;
beforeAll(async () => {
  demo = await openDemo();
});
beforeEach(async () => {
  workspace = await demo.open({
    before: bendClock,
    // What breaks here is the connection to our own API, and the browser says so.
    expected: /Failed to load resource/,
  });
  sidebar = await workspace.openTicket(1001);
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

const questions = () => workspace.requests.filter(({ url }) => url.endsWith('/v1/context')).length;
const pass = async (ms: number) =>
  (await sidebar.frame()).evaluate((more) => {
    window.aheadMs = (window.aheadMs ?? 0) + more;
  }, ms);
const quiet = () => workspace.page.waitForTimeout(250);

async function switchApp(to: 'activate' | 'deactivate'): Promise<void> {
  const button = workspace.page.locator(`[data-simulation="${to}"]`);
  if (!(await button.isVisible())) await workspace.page.locator('[data-nav="simulation"]').click();
  await button.click();
}

async function showTab(isShown: boolean): Promise<void> {
  const frame = await sidebar.frame();
  await frame.evaluate((shown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isShown);
}

const ways = [
  ['the app is put aside and taken up', () => switchApp('deactivate'), () => switchApp('activate')],
  ['the browser tab is hidden and shown', () => showTab(false), () => showTab(true)],
] as const;

it.each(ways)('%s: asks again once, and only after half a minute', async (_, leave, comeBack) => {
  const before = questions();
  for (let i = 0; i < 3; i++) {
    await leave();
    await comeBack();
  }
  await quiet();
  expect(questions()).toBe(before);

  await leave();
  await pass(31_000);
  await quiet();
  expect(questions()).toBe(before);
  await comeBack();
  await expect.poll(questions).toBe(before + 1);
  await sidebar.settled();
  await leave();
  await comeBack();
  await quiet();
  expect(questions()).toBe(before + 1);
  expect((await readSidebar(sidebar)).fields['account.name']).toBe('Northwind Traders');
});

it('says that the session has ended and what to do, and goes on after the apps are reloaded', async () => {
  demo.passTime(16 * 60_000);
  try {
    await sidebar.card('plan').locator('button.again').click();
    await sidebar.notice(unfoldEn.problems.session_expired).waitFor();
    // What was read while the session lasted is still there to be read.
    expect((await readSidebar(sidebar)).fields['account.name']).toBe('Northwind Traders');
  } finally {
    demo.passTime(-16 * 60_000);
  }
  await workspace.page.getByRole('button', { name: 'Reload app' }).first().click();
  await sidebar.notice('').waitFor({ state: 'detached' });
  expect((await readSidebar(sidebar)).fields['plan.name']).toBe('Enterprise');
});

describe('the API stops in the middle of an answer', () => {
  async function stopMidAnswer(): Promise<void> {
    demo.world.faults.set('telemetry', { kind: 'hang' });
    await sidebar.card('usage').locator('button.again').click();
    await sidebar.find('[data-card="usage"][aria-busy="true"]').waitFor();
    await quiet();
    demo.world.faults.clear();
    await demo.killApi();
  }

  it('tries once more by itself, and completes the cards if it is back', async () => {
    await stopMidAnswer();
    await sidebar.notice(en.trouble.retrying).waitFor();
    await demo.startApi();
    await sidebar.notice('').waitFor({ state: 'detached' });
    const { fields, announced } = await readSidebar(sidebar);
    expect(fields).toMatchObject({ 'account.name': 'Northwind Traders', 'usage.active': '182' });
    expect(announced).toBe(unfoldEn.loaded);
  });

  it('keeps what it had, says that it may be old, and recovers at a click once the API is back', async () => {
    await stopMidAnswer();
    await sidebar.notice(en.trouble.broken).waitFor();
    const { fields, announced } = await readSidebar(sidebar);
    expect(fields).toMatchObject({ 'account.name': 'Northwind Traders', 'plan.name': 'Enterprise' });
    expect(announced).toBe(en.trouble.broken);
    await demo.startApi();
    await sidebar.button(en.ui.tryAgain).click();
    await sidebar.notice('').waitFor({ state: 'detached' });
    expect((await readSidebar(sidebar)).fields['usage.active']).toBe('182');
  });
});
