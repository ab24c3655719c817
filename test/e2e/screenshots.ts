import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installEverything } from './install-everything.ts';
import { type Demo, openDemo } from './open-demo.ts';

/** `npm run screenshots`: the README's pictures, taken from the demo as it runs. */
const folder = join(import.meta.dirname, '../../docs/images');
const MAX_BYTES = 500_000;
const TICKET = '1001';
/** Longer than a sidebar takes to say that a hanging system did not answer. */
const SETTLE_MS = 400;
/** Speeds are written every five seconds, and read with the page's next look. */
const SPEEDS_MS = 6000;

/** The app's frame alone, at twice the pixels, in a window tall enough to show all of it. */
async function takeSidebar(demo: Demo, name: string, isCalm = false): Promise<void> {
  const workspace = await demo.open({
    browser: { viewport: { width: 1280, height: 1700 }, deviceScaleFactor: 2, reducedMotion: 'reduce' },
  });
  const sidebar = await workspace.openTicket(TICKET);
  await sidebar.settled();
  if (isCalm) await sidebar.find('.outage').waitFor({ state: 'detached', timeout: 60_000 });
  // What broke or came back is read again within two seconds.
  await workspace.page.waitForTimeout(5 * SETTLE_MS);
  await sidebar.settled();
  await keep(name, await sidebar.element.screenshot({ animations: 'disabled' }));
  await workspace.close();
}

/** The whole page an agent works in. */
async function takeWorkspace(demo: Demo, name: string): Promise<void> {
  const workspace = await demo.open({
    browser: { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
  });
  const sidebar = await workspace.openTicket(TICKET);
  await sidebar.settled();
  await workspace.page.waitForTimeout(SETTLE_MS);
  await keep(name, await workspace.page.screenshot({ animations: 'disabled' }));
  await workspace.close();
}

async function keep(name: string, png: Buffer): Promise<void> {
  process.stdout.write(`docs/images/${name}.png ${Math.round(png.length / 1000)} kB\n`);
  if (png.length > MAX_BYTES) throw new Error(`${name}.png is larger than ${MAX_BYTES} bytes`);
  await writeFile(join(folder, `${name}.png`), png);
}

/** What a lead sees while billing hangs and two agents are at their tickets, in both lights. */
async function takeStatus(demo: Demo): Promise<void> {
  const size = { viewport: { width: 1340, height: 1560 }, reducedMotion: 'reduce' } as const;
  const agents = [await demo.open(), await demo.open()];
  await agents[1]!.workAs('Jonas');
  // First the fault: what answered an agent a moment ago is not probed, so that nobody would notice for a while.
  demo.world.faults.set('billing', { kind: 'hang' });
  for (const [i, agent] of agents.entries()) await (await agent.openTicket(1001 + i)).settled();
  const lead = await demo.open({ browser: size });
  await lead.workAs('Ruth');
  const page = await lead.openNavBar();
  await page.locator('h1').filter({ hasText: 'Billing has been down' }).waitFor({ timeout: 20_000 });
  await page.locator('.tiles').filter({ hasText: '2' }).first().waitFor();
  await lead.page.waitForTimeout(SPEEDS_MS);
  const frame = lead.page.locator('iframe[data-app-frame="nav_bar"]');
  // She has read the warning: it lies over the page.
  await lead.page.locator('[data-toast="alert"] button').click();
  await keep('status-billing-down', await frame.screenshot({ animations: 'disabled' }));
  await lead.page.locator('[data-theme-toggle]').click();
  await lead.page.waitForTimeout(SETTLE_MS);
  await keep('status-billing-down-dark', await frame.screenshot({ animations: 'disabled' }));
  const told = agents[0]!.sidebar(1001);
  await told.find('.outage .link').click();
  await agents[0]!.page.setViewportSize({ width: 1280, height: 1500 });
  await agents[0]!.page.waitForTimeout(SETTLE_MS);
  await keep('sidebar-outage', await told.element.screenshot({ animations: 'disabled' }));
  for (const workspace of [lead, ...agents]) await workspace.close();
  demo.world.faults.clear();
}

/** What an admin sees who has connected everything, and is about to begin the pilot. */
async function takeSetup(): Promise<void> {
  const demo = await openDemo({ world: { isInstalled: false } });
  const viewport = { width: 1340, height: 1100 };
  const admin = await demo.open({ browser: { viewport, reducedMotion: 'reduce' }, expected: /status of 503/ });
  try {
    await admin.workAs('Olivia');
    const setup = await installEverything(demo, admin);
    await setup.getByText('6 of 6 connected').first().waitFor();
    const frame = admin.page.locator('iframe[data-app-frame="nav_bar"]');
    await setup.locator('#c-stripe').click();
    await setup.locator('#c-stripe-body').waitFor();
    await setup.getByRole('heading', { name: 'Setup', level: 1 }).scrollIntoViewIfNeeded();
    await admin.page.waitForTimeout(SETTLE_MS);
    await keep('setup-connections', await frame.screenshot({ animations: 'disabled' }));
    await setup.locator('#s-rollout').scrollIntoViewIfNeeded();
    await setup.getByRole('checkbox', { name: 'Pilot crew in the pilot', exact: true }).check();
    await admin.page.waitForTimeout(SETTLE_MS);
    await keep('setup-rollout', await frame.screenshot({ animations: 'disabled' }));
  } finally {
    await admin.close();
    await demo.stop();
  }
}

await mkdir(folder, { recursive: true });
await takeSetup();
const demo = await openDemo({ world: { latency: 'demo', customers: 200 } });
try {
  // First of all: with nothing remembered, there is no old value to stand in.
  demo.world.faults.set('billing', { kind: 'hang' });
  await takeSidebar(demo, 'sidebar-billing-down');
  demo.world.faults.clear();
  await takeSidebar(demo, 'sidebar-healthy', true);
  await takeWorkspace(demo, 'workspace');
  await takeStatus(demo);
} finally {
  await demo.stop();
}
process.exit(0);
