import type { FrameLocator } from 'playwright';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import type { Demo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

/** The app's page in the left bar, on its setup tab. */
export async function openSetup(admin: Workspace): Promise<FrameLocator> {
  const frame = await admin.openNavBar();
  await frame.getByRole('tab', { name: 'Setup' }).click();
  await frame.getByRole('heading', { name: 'Setup', level: 1 }).waitFor();
  return frame;
}

/** Through the helpdesk's own page, in a window of its own; answers the setup page that is there afterwards. */
export async function connectHelpdesk(admin: Workspace): Promise<FrameLocator> {
  await admin.page.locator('[data-nav="app"]').click();
  const frame = admin.page.frameLocator('iframe[data-app-frame="nav_bar"]');
  const [consent] = await Promise.all([
    admin.page.waitForEvent('popup'),
    frame.getByRole('link', { name: 'Open the helpdesk to allow it' }).click(),
  ]);
  // The window closes by itself, and the page behind it goes on without a reload.
  const isClosed = consent.waitForEvent('close');
  await consent.getByRole('button', { name: 'Allow' }).click();
  await isClosed;
  await frame.getByRole('heading', { name: 'Setup', level: 1 }).waitFor({ timeout: 15_000 });
  return frame;
}

/** What an admin would type, by connector and input. */
export const keysOf = ({ world }: Demo) => typedKeys(world);

export async function connect(
  setup: FrameLocator,
  connector: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  await setup.locator(`#c-${connector}`).click();
  for (const [name, value] of Object.entries(typed)) await setup.locator(`#in-${connector}-${name}`).fill(value);
  const body = setup.locator(`#c-${connector}-body`);
  await body.getByRole('button', { name: 'Test and save' }).click();
  await body.getByText('The test worked, and it is saved').waitFor({ timeout: 15_000 });
  await setup.locator(`#c-${connector}`).click();
}

/** From a helpdesk without the app to every connection green. */
export async function installEverything(demo: Demo, admin: Workspace): Promise<FrameLocator> {
  const { zip } = await buildPackage({ host: parseHost(demo.apiUrl) }, AbortSignal.timeout(60_000));
  await admin.installApp(zip);
  const setup = await connectHelpdesk(admin);
  for (const [connector, typed] of keysOf(demo)) await connect(setup, connector, typed);
  return setup;
}
