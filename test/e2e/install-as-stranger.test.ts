import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { createHands } from './hands.ts';
import { keysOf } from './install-everything.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

const LIMIT_MS = 5 * 60_000;
/** How often the page may have to be read again before it says something else. */
const STEPS = 40;
/** The page reads itself every ten seconds. */
const NEWS_MS = 25_000;

let demo: Demo;
let olivia: Workspace;
beforeAll(async () => {
  demo = await openDemo({ world: { isInstalled: false }, changeMap: brisk });
  olivia = await demo.open({ expected: /status of (503|401)/ });
  await olivia.workAs('Olivia');
});
afterAll(async () => {
  await olivia.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** The canary of the demo is read every quarter of an hour by the map. */
function brisk(map: IntegrationMap): IntegrationMap {
  const probes = { isOn: true, quietMs: 1500, suspectMs: 400, downMs: 800, lockedMs: 2000 };
  const canary = map.health.canary && { canary: { ...map.health.canary, everyMs: 2000 } };
  return { ...map, health: { ...map.health, probes, ...canary } };
}

it('goes from nothing to a pilot by what the screens say, in less than five minutes of clicks', async () => {
  const hands = createHands();
  const { page } = olivia;
  const { zip } = await buildPackage({ host: parseHost(demo.apiUrl) }, AbortSignal.timeout(60_000));
  // The bar on the left, the package, the button; the dialog of the browser takes two clicks of its own.
  await olivia.installApp(zip);
  hands.counted(4);

  const setup = page.frameLocator('iframe[data-app-frame="nav_bar"]');
  await hands.click(page.locator('[data-nav="app"]'));
  const [consent] = await Promise.all([
    page.waitForEvent('popup'),
    hands.click(setup.getByRole('link', { name: 'Open the helpdesk to allow it' })),
  ]);
  const isClosed = consent.waitForEvent('close');
  await hands.click(consent.getByRole('button', { name: 'Allow' }));
  // It closes by itself, and the page behind it goes on without a reload.
  await isClosed;
  await setup.getByRole('heading', { name: 'Setup', level: 1 }).waitFor({ timeout: 15_000 });

  const typed = new Map(keysOf(demo));
  const names = { HubSpot: 'hubspot', Stripe: 'stripe', PostHog: 'posthog', Jira: 'jira', Statuspage: 'statuspage' };
  const next = setup.locator('.next p');
  const said: string[] = [];
  await next.waitFor();
  let tickets = demo.world.tickets.filter(({ truth }) => truth.account !== null).map(({ ticketId }) => ticketId);
  for (let step = 0; step < STEPS; step++) {
    const line = await hands.read(next);
    said.push(line);
    if ((await words(setup.locator('.phases [aria-current="step"]'))).includes('Pilot')) break;
    const vendor = Object.keys(names).find((name) => line.includes(`Connect ${name}`)) as
      | keyof typeof names
      | undefined;
    if (vendor) await connect(names[vendor]);
    else if (line.includes('Register the webhook')) {
      await goThere();
      await hands.click(setup.getByRole('button', { name: 'Register', exact: true }));
    } else if (line.includes('“Send a test”')) {
      await hands.click(setup.getByRole('button', { name: 'Send a test' }));
    } else if (line.includes('Open some tickets with the sidebar')) {
      const [first, ...rest] = tickets;
      tickets = rest;
      if (first !== undefined) await look(first);
    } else if (line.includes('press “Save changes”') || line.includes('Name at least one helpdesk group')) {
      await goThere();
      await hands.click(setup.getByRole('checkbox', { name: 'Pilot crew in the pilot', exact: true }));
      await hands.click(setup.getByRole('button', { name: /^Save (changes|and start the pilot)$/ }).first());
    } else if (line.includes('the pilot can begin')) {
      await goThere();
      await hands.click(setup.getByRole('button', { name: /[Ss]tart the pilot$/ }));
    }
    await changed(line);
  }
  const { clicks, keys, spentMs } = hands.tally();
  expect(said.join('\n'), 'said').toContain('Connect HubSpot');
  expect(await words(setup.locator('.phases [aria-current="step"]')), said.join('\n')).toContain('Pilot');
  expect(spentMs, `${clicks} clicks and ${keys} keys`).toBeLessThan(LIMIT_MS);

  async function goThere(): Promise<void> {
    const button = setup.getByRole('button', { name: 'Go there' });
    await hands.click(button);
  }

  async function connect(connector: string): Promise<void> {
    await goThere();
    for (const [name, value] of Object.entries(typed.get(connector) ?? {}))
      await hands.type(setup.locator(`#in-${connector}-${name}`), value);
    const body = setup.locator(`#c-${connector}-body`);
    await hands.click(body.getByRole('button', { name: 'Test and save' }));
    await body.getByText('The test worked, and it is saved').waitFor({ timeout: 15_000 });
  }

  async function look(ticketId: number): Promise<void> {
    hands.counted(2);
    await (await olivia.openTicket(ticketId)).settled();
    await hands.click(page.locator('[data-nav="app"]'));
  }

  /** Until the page says something else, or nothing new for so long that somebody would look again. */
  async function changed(line: string): Promise<void> {
    await waitUntil(page, async () => (await words(next)) !== line);
  }
}, 300_000);

const words = async (place: Locator) => (await place.allInnerTexts()).join('\n');

it('connects the helpdesk again on the setup page: that window closes by itself, too, and the page says so', async () => {
  const setup = olivia.page.frameLocator('iframe[data-app-frame="nav_bar"]');
  await setup.locator('#c-zendesk').click();
  const body = setup.locator('#c-zendesk-body');
  const [consent] = await Promise.all([
    olivia.page.waitForEvent('popup'),
    body.getByRole('button', { name: 'Connect again at Zendesk' }).click(),
  ]);
  const isClosed = consent.waitForEvent('close');
  await consent.getByRole('button', { name: 'Allow' }).click();
  await isClosed;
  await body.getByText('Connected.').waitFor();
});

async function waitUntil(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + NEWS_MS;
  while (Date.now() < until) {
    if (await isSo().catch(() => false)) return;
    await page.waitForTimeout(300);
  }
}
