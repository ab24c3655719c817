import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Demo, openDemo } from './open-demo.ts';

/** `npm run screenshots`: the README's pictures, taken from the demo as it runs. */
const folder = join(import.meta.dirname, '../../docs/images');
const MOST_BYTES = 400_000;
const TICKET = '1001';
/** Longer than a sidebar takes to say that a hanging system did not answer. */
const SETTLE_MS = 400;

/** The app's frame alone, at twice the pixels, in a window tall enough to show all of it. */
async function takeSidebar(demo: Demo, name: string): Promise<void> {
  const workspace = await demo.open({
    browser: { viewport: { width: 1280, height: 1700 }, deviceScaleFactor: 2, reducedMotion: 'reduce' },
  });
  const sidebar = await workspace.openTicket(TICKET);
  await sidebar.settled();
  await workspace.page.waitForTimeout(SETTLE_MS);
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
  if (png.length > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES} bytes`);
  await writeFile(join(folder, `${name}.png`), png);
}

await mkdir(folder, { recursive: true });
const demo = await openDemo({ world: { latency: 'demo', customers: 200 } });
try {
  // First of all: with nothing remembered, there is no old value to stand in.
  demo.world.faults.set('billing', { kind: 'hang' });
  await takeSidebar(demo, 'sidebar-billing-down');
  demo.world.faults.clear();
  await takeSidebar(demo, 'sidebar-healthy');
  await takeWorkspace(demo, 'workspace');
} finally {
  await demo.stop();
}
process.exit(0);
