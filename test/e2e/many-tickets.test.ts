import type { FrameLocator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

const TICKETS = [...Array(12).keys()].map((n) => 1001 + n);
/** Over HTTP/1.1 a browser keeps six connections to a server: whoever finds none waits for one. */
const ANSWERED_MS = 3_000;

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo();
});
beforeEach(async () => {
  workspace = await demo.open();
  await workspace.page.locator('[data-agent-switch]').waitFor();
});
afterEach(async () => {
  demo.world.faults.clear();
  await workspace.close();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** How long it takes until there is something to read. */
async function took(what: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await what();
  return performance.now() - startedMs;
}
const report = (page: FrameLocator) => page.locator('#node-billing').waitFor();

describe('twelve tickets in one browser', () => {
  it('each answer when they are opened, and so does the lead’s page', async () => {
    await workspace.workAs('Ruth');
    for (const id of TICKETS) {
      const sidebar = await workspace.openTicket(id);
      expect(await took(sidebar.settled), `ticket ${id}`).toBeLessThan(ANSWERED_MS);
    }
    expect(await took(async () => report(await workspace.openNavBar()))).toBeLessThan(ANSWERED_MS);
    const first = workspace.sidebar(TICKETS[0]!);
    await workspace.page.locator(`[data-ticket-tab="${TICKETS[0]}"]`).click();
    await first.card('plan').locator('button.again').click();
    expect(await took(first.settled)).toBeLessThan(ANSWERED_MS);
  });

  it('are clicked through while a system hangs: none of the answers that nobody waits for keeps her page waiting', async () => {
    await workspace.workAs('Ruth');
    demo.world.faults.set('billing', { kind: 'hang' });
    for (const id of TICKETS) await workspace.openTicket(id);
    expect(await took(async () => report(await workspace.openNavBar())), 'the status page').toBeLessThan(ANSWERED_MS);
    await workspace.page.locator(`[data-ticket-tab="${TICKETS[0]}"]`).click();
    // It was let go of, and is asked again.
    expect(await took(workspace.sidebar(TICKETS[0]!).settled), 'a ticket').toBeLessThan(ANSWERED_MS);
  });

  it.each([
    ['nothing', undefined],
    ['billing', 'billing'],
  ] as const)('are loaded anew for a lead, %s being slow: her page answers, and a ticket', async (_, slow) => {
    for (const id of TICKETS) await (await workspace.openTicket(id)).settled();
    if (slow) demo.world.faults.set(slow, { kind: 'hang' });
    await workspace.workAs('Ruth');
    expect(await took(async () => report(await workspace.openNavBar())), 'the status page').toBeLessThan(ANSWERED_MS);
    const shown = await workspace.openTicket(TICKETS[3]!);
    expect(await took(shown.settled), 'a ticket').toBeLessThan(ANSWERED_MS);
  });
});
