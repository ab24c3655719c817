import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { until } from '../flow/until.ts';
import { brisk } from './brisk.ts';
import { connect, connectHelpdesk, keysOf, openSetup } from './install-everything.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const TICKET = 1001;
/** A person would open some tickets to see whether it works; readiness asks for as much. */
const LOOKED_AT = 6;
const READY_MS = 60_000;
/** A minute down, and what it takes to notice, to judge and to be asked again. */
const ROLLED_BACK_MS = 120_000;
/** Half of that minute passes at once; all of it would be a time in which nobody has looked. */
const HALF_MS = 35_000;

let demo: Demo;
let olivia: Workspace;
let maya: Workspace;
let jonas: Workspace;

beforeAll(async () => {
  demo = await openDemo({ world: { isInstalled: false }, changeMap: (map) => brisk(map, 2_000) });
  // Somebody who has not been let in, or a helpdesk that is not connected, gets a page; the browser logs its status.
  const expected = /status of (503|401)/;
  olivia = await demo.open({ expected });
  await olivia.workAs('Olivia');
});
afterAll(async () => {
  for (const workspace of [olivia, maya, jonas]) await workspace?.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

let setup: FrameLocator;
describe('an admin installs it', () => {
  it('builds a package that the check finds nothing wrong with, uploads it, and installs it', async () => {
    const { zip, findings } = await buildPackage({ host: parseHost(demo.apiUrl) }, AbortSignal.timeout(60_000));
    expect(findings).toEqual([]);
    await olivia.installApp(zip);
    expect(demo.world.apps.installed()).toBeDefined();
  });

  it('connects the helpdesk through its own page, in a window of its own', async () => {
    setup = await connectHelpdesk(olivia);
    await setup.locator('#c-zendesk').getByText('Connected').waitFor();
  });

  it('is told in words what is wrong with a key, and sees what the map makes of a record', async () => {
    await setup.locator('#c-stripe').click();
    await setup.locator('#in-stripe-key').fill('sk_live_everything');
    const body = setup.locator('#c-stripe-body');
    await body.getByRole('button', { name: 'Test', exact: true }).click();
    await body.getByText('which may do everything').waitFor();
    expect(await setup.locator('#in-stripe-key').getAttribute('aria-invalid')).toBe('true');
    await setup.locator('#in-stripe-key').fill(demo.world.credentials.stripe.key);
    await setup.locator('#in-stripe-sample').fill('cus_S0271Sample42x');
    await body.getByRole('button', { name: 'Test', exact: true }).click();
    await body.getByText('What agents will see').waitFor();
    expect(await words(body)).toMatch(/Status[\s\S]*Paid/);
    await setup.locator('#c-stripe').click();
    expect(await words(setup.locator('#c-stripe'))).toContain('not saved yet');
  });

  it('brings every connection to green', async () => {
    for (const [connector, typed] of keysOf(demo)) await connect(setup, connector, typed);
    await setup.getByText('6 of 6 connected').first().waitFor();
  });

  it('registers the webhook and sees its test arrive', async () => {
    const section = setup.locator('#s-webhook').locator('xpath=ancestor-or-self::section[1]');
    await section.getByRole('button', { name: 'Register', exact: true }).click();
    await section.getByRole('button', { name: 'Send a test' }).click();
    await section.getByText(/The test arrived/).waitFor({ timeout: 15_000 });
  });
});

describe('a pilot group is brought in', () => {
  it('once what readiness asks for has happened: tickets looked at, a right canary, an alert that arrived', async () => {
    const known = demo.world.tickets.filter(({ truth }) => truth.account !== null).slice(0, LOOKED_AT);
    for (const { ticketId } of known) await (await olivia.openTicket(ticketId)).settled();
    setup = await openSetup(olivia);
    // Somebody must have been told something once: a lead's practice outage does that.
    demo.world.faults.set('telemetry', { kind: '5xx' });
    await until(() => demo.world.alerts.received().length > 0, READY_MS);
    demo.world.faults.clear();
    await setup.getByRole('checkbox', { name: 'Pilot crew in the pilot', exact: true }).check();
    const on = setup.getByRole('button', { name: 'Save and start the pilot' });
    await until(async () => {
      if (await on.isEnabled().catch(() => false)) await on.click();
      await olivia.page.waitForTimeout(1500);
      return (await words(setup.locator('.phases [aria-current="step"]'))).includes('Pilot');
    }, READY_MS);
  }, 150_000);

  it('shows the sidebar to Maya, who is in it, and a quiet sentence to Jonas, who is not', async () => {
    maya = await demo.open({ expected: /status of 503/ });
    await maya.workAs('Maya');
    const sidebar = await maya.openTicket(TICKET);
    await sidebar.settled();
    expect(await words(sidebar.field('account.name'))).toContain('Northwind Traders');
    jonas = await demo.open({ expected: /status of 503/ });
    await jonas.workAs('Jonas');
    await jonas.openTicket(TICKET);
    const frame = jonas.page.frameLocator(`iframe[data-app-frame="${TICKET}"]`);
    await frame.getByText('Gruppe für Gruppe eingeführt').waitFor();
  });
});

describe('what was promised is not kept', () => {
  it('goes back by itself, tells the owners, and says why', async () => {
    await setup.locator('#criterion-mostDownMinutes').fill('1');
    await setup.locator('#criterion-overMinutes').fill('5');
    await setup.getByRole('button', { name: 'Save changes' }).click();
    await setup.getByText('Done').first().waitFor();
    const alerts = demo.world.alerts.received().length;
    demo.world.faults.set('billing', { kind: 'hang' });
    await until(() => demo.world.alerts.received().length > alerts, READY_MS);
    demo.passTime(HALF_MS);
    const isBack = async () => (await words(setup.locator('.phases [aria-current="step"]'))).includes('Sandbox');
    await until(isBack, ROLLED_BACK_MS);
    demo.world.faults.clear();
    const history = await words(setup.locator('#s-rollout').locator('xpath=ancestor-or-self::section[1]'));
    expect(history).toMatch(/down/i);
    const told = () => demo.world.alerts.received().filter(({ body }) => JSON.stringify(body).includes('went back'));
    await until(() => told().length > 0, 15_000);
    demo.passTime(-HALF_MS);
    await maya.openTicket(1002);
    const frame = maya.page.frameLocator('iframe[data-app-frame="1002"]');
    await frame.getByText('introduced group by group').waitFor();
  }, 180_000);
});
