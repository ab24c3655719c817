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

/** A window each for who looks at it, and one for all that leads hear of without looking. */
describe('streams of one browser', () => {
  const WINDOWS = 2;
  const settledAt = async (streams: number) => {
    await expect.poll(demo.streams, { timeout: 10_000 }).toBe(streams);
    // It stays so: what nobody looks at asks now and then, and keeps none.
    for (let i = 0; i < 10; i++) {
      await workspace.page.waitForTimeout(200);
      expect(demo.streams()).toBeLessThanOrEqual(streams);
    }
  };

  it('are one a window that is looked at, however many tickets are open in it, and one for the background', async () => {
    await workspace.workAs('Ruth');
    for (const id of TICKETS.slice(0, 6)) await (await workspace.openTicket(id)).settled();
    await settledAt(1 + 1);
    const second = await workspace.openWindow('Ruth');
    for (const id of TICKETS.slice(6)) {
      await second.locator('[data-nav="tickets"]').click();
      await second.locator(`[data-ticket-row="${id}"]`).click();
    }
    await second.locator('[data-nav="app"]').click();
    const status = second.frameLocator('iframe[data-app-frame="nav_bar"]');
    expect(await took(async () => report(status)), 'the status page').toBeLessThan(ANSWERED_MS);
    await settledAt(WINDOWS + 1);
    await second.close();
    await settledAt(1 + 1);
  });

  it('of an agent are one a window', async () => {
    await workspace.workAs('Maya');
    // Those of the browser before are gone.
    await expect.poll(demo.streams, { timeout: 10_000 }).toBe(0);
    for (const id of TICKETS.slice(0, 6)) await (await workspace.openTicket(id)).settled();
    const second = await workspace.openWindow('Maya');
    await second.locator(`[data-ticket-row="${TICKETS[0]}"]`).click();
    await settledAt(WINDOWS);
    await second.close();
  });
});

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
