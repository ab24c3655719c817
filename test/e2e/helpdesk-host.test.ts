import type { Browser, Frame } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from './launch-browser.ts';
import { openSdkDesk, type SdkDesk } from './sdk-app.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What the SDK's client does, as far as this test uses it. */
interface Client {
  get(paths: string[]): Promise<unknown>;
  invoke(action: string, ...args: unknown[]): Promise<unknown>;
  context(): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
  trigger(event: string, data?: unknown): void;
  instance(guid: string): Client;
}
type Heard = readonly [event: string, payload: unknown];
declare global {
  interface Window {
    client: Client;
    heard: Heard[];
    modal: string;
    listen(client: Client, ...events: string[]): void;
  }
}

let browser: Browser;
let desk: SdkDesk;
let workspace: Workspace;

beforeAll(async () => {
  browser = await launchBrowser();
  desk = await openSdkDesk();
});
beforeEach(async () => {
  workspace = await createWorkspace(browser, desk.url);
  await workspace.workAs('Ruth');
  return () => workspace.close();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

/** The frame of one place, once its page has shaken hands. */
async function frameOf(name: string): Promise<Frame> {
  const handle = await workspace.page.waitForSelector(`iframe[data-app-frame="${name}"]`, { state: 'attached' });
  const frame = await handle.contentFrame();
  if (!frame) throw new Error(`${name} has no frame`);
  await frame.waitForFunction(() => window.heard?.some(([event]) => event === 'app.registered'));
  return frame;
}
const heard = (frame: Frame) => frame.evaluate(() => window.heard);
const events = async (frame: Frame) => (await heard(frame)).map(([event]) => event);
const isLoaded = (name: string) => workspace.page.locator(`iframe[data-app-frame="${name}"]`).count();
/** Guids of all instances, by location, as this frame is told. */
const guidsFrom = (frame: Frame) =>
  frame.evaluate(async () => {
    // The shape is what this test is about: a wrong one fails below.
    const { instances } = (await window.client.get(['instances'])) as {
      instances: Record<string, { location: string; instanceGuid: string }>;
    };
    return Object.fromEntries(Object.values(instances).map(({ location, instanceGuid }) => [location, instanceGuid]));
  });

it('loads a bar’s page when it is first opened, and then tells it of panes only', async () => {
  await frameOf('background');
  expect([await isLoaded('top_bar'), await isLoaded('nav_bar')]).toEqual([0, 0]);
  const icon = workspace.page.locator('[data-top-app]');
  await icon.click();
  const top = await frameOf('top_bar');
  expect(await events(top)).toEqual(['app.registered']);
  await icon.click();
  await expect.poll(() => events(top)).toEqual(['app.registered', 'pane.deactivated']);
  await icon.click();
  await expect.poll(() => events(top)).toEqual(['app.registered', 'pane.deactivated', 'pane.activated']);

  await workspace.page.locator('[data-nav="app"]').click();
  const nav = await frameOf('nav_bar');
  await workspace.page.locator('[data-nav="tickets"]').click();
  await workspace.page.locator('[data-nav="app"]').click();
  await expect.poll(() => events(nav)).toEqual(['app.registered', 'pane.deactivated', 'pane.activated']);
  expect(await isLoaded('top_bar')).toBe(1);
});

it('lets the background work on a bar that nobody has opened: its icon, its page, its popover', async () => {
  const background = await frameOf('background');
  expect(await workspace.page.locator('iframe[data-app-frame="background"]').isVisible()).toBe(false);
  const { top_bar: guid = '' } = await guidsFrom(background);
  await background.evaluate((top) => window.client.instance(top).set('iconSymbol', 'count-2'), guid);
  await workspace.page.locator('[data-top-app][data-icon-symbol="count-2"]').waitFor();
  expect(await isLoaded('top_bar')).toBe(0);

  await background.evaluate((top) => window.client.instance(top).invoke('preloadPane'), guid);
  const top = await frameOf('top_bar');
  expect(await workspace.page.locator('.app-popover').isVisible()).toBe(false);
  await background.evaluate((to) => window.client.instance(to).invoke('popover', 'show'), guid);
  await workspace.page.locator('.app-popover').waitFor();
  await background.evaluate((to) => window.client.instance(to).invoke('popover', { width: 380, height: 210 }), guid);
  const frame = workspace.page.locator('iframe[data-app-frame="top_bar"]');
  await expect.poll(() => frame.boundingBox()).toMatchObject({ width: 380, height: 210 });
  expect(await events(top), 'its first display is no return').toEqual(['app.registered']);
  await background.evaluate((to) => window.client.instance(to).invoke('popover', 'toggle'), guid);
  await expect.poll(() => workspace.page.locator('.app-popover').isVisible()).toBe(false);
});

it('tells the background of tickets, and carries questions, events and messages between the two', async () => {
  const background = await frameOf('background');
  await workspace.page.locator('[data-ticket-row="1001"]').click();
  const side = await frameOf('1001');
  const context = { location: 'ticket_sidebar', ticketId: 1001 };
  await expect
    .poll(async () => (await heard(background)).filter(([event]) => event.startsWith('instance.')))
    .toMatchObject([
      ['instance.created', context],
      ['instance.registered', context],
    ]);
  const { ticket_sidebar: guid = '' } = await guidsFrom(background);
  const said = await background.evaluate(async (to) => {
    const client = window.client.instance(to);
    window.listen(client, 'ticket.requester.id.changed');
    return [await client.context(), await client.get(['ticket.requester.name'])];
  }, guid);
  expect(said).toMatchObject([context, { 'ticket.requester.name': 'Dana Whitfield' }]);
  await side.evaluate(() => window.listen(window.client, 'warm'));
  await background.evaluate((to) => window.client.instance(to).trigger('warm', { id: 7 }), guid);
  await expect.poll(() => heard(side)).toContainEqual(['warm', { id: 7 }]);
  await workspace.page.locator('[data-requester-select="1001"]').selectOption({ label: 'Tomás Herrera' });
  await expect
    .poll(async () => (await heard(background)).at(-1))
    .toEqual(['ticket.requester.id.changed', expect.any(Number)]);
});

it('keeps another requester in the form until the ticket is submitted', async () => {
  const before = desk.world.helpdesk.ticket(1001)?.requesterId;
  await workspace.page.locator('[data-ticket-row="1001"]').click();
  const side = await frameOf('1001');
  await side.evaluate(() => window.listen(window.client, 'ticket.requester.id.changed', 'ticket.submit.done'));
  await workspace.page.locator('[data-requester-select="1001"]').selectOption({ label: 'Tomás Herrera' });
  const shown = async () => {
    const said = await side.evaluate(() => window.client.get(['ticket.requester.id']));
    return Object(said)['ticket.requester.id'];
  };
  await expect.poll(async () => (await heard(side)).at(-1)).toEqual(['ticket.requester.id.changed', await shown()]);
  expect(await shown()).not.toBe(before);
  expect(desk.world.helpdesk.ticket(1001)?.requesterId, 'the API knows nothing of it').toBe(before);
  await workspace.page.locator('[data-submit="1001"]').click();
  await expect.poll(async () => (await events(side)).at(-1)).toBe('ticket.submit.done');
  expect(desk.world.helpdesk.ticket(1001)?.requesterId).toBe(await shown());
});

it('opens a modal of the size that was asked for, and tells its opener when it is closed', async () => {
  await workspace.page.locator('[data-ticket-row="1002"]').click();
  const side = await frameOf('1002');
  const open = () =>
    side.evaluate(async () => {
      const asked = { location: 'modal', url: '/modal', size: { width: '480px', height: '220px' } };
      const made = await window.client.invoke('instances.create', asked);
      window.modal = Object(made)['instances.create'][0].instanceGuid;
      window.listen(window.client.instance(window.modal), 'modal.close');
    });
  await open();
  const modal = await frameOf('modal');
  const frame = workspace.page.locator('iframe[data-app-frame="modal"]');
  expect(await frame.boundingBox()).toMatchObject({ width: 480, height: 220 });
  const { parentGuid } = Object(await modal.evaluate(() => window.client.context()));
  expect(await side.evaluate(() => window.client.context())).toMatchObject({ instanceGuid: parentGuid });
  await modal.evaluate(() => window.client.invoke('resize', { width: '500px', height: '300px' }));
  await expect.poll(() => frame.boundingBox()).toMatchObject({ width: 500, height: 300 });
  await modal.evaluate(() => void window.client.invoke('destroy'));
  await expect.poll(async () => (await events(side)).at(-1)).toBe('modal.close');
  expect(await isLoaded('modal')).toBe(0);
  expect(await guidsFrom(side)).not.toHaveProperty('modal');

  await open();
  await frameOf('modal');
  await workspace.page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect.poll(async () => (await events(side)).filter((event) => event === 'modal.close').length).toBe(2);
});
