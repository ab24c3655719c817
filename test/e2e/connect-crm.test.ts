import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { connectHelpdesk } from './install-everything.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

let demo: Demo;
let olivia: Workspace;
beforeAll(async () => {
  demo = await openDemo({ world: { isInstalled: false } });
  olivia = await demo.open({ expected: /status of (503|401)/ });
  await olivia.workAs('Olivia');
});
afterAll(async () => {
  await olivia?.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

it('an admin connects the CRM in a window of its own, sees what it is allowed, and takes it back', async () => {
  const { zip } = await buildPackage({ host: parseHost(demo.apiUrl) }, AbortSignal.timeout(60_000));
  await olivia.installApp(zip);
  const setup = await connectHelpdesk(olivia);
  const [row, body] = [setup.locator('#c-hubspot'), setup.locator('#c-hubspot-body')];
  demo.world.registered.hubspot.adds = ['crm.objects.quotes.write'];

  await row.click();
  const [vendor] = await Promise.all([
    olivia.page.waitForEvent('popup'),
    body.getByRole('button', { name: 'Connect at HubSpot' }).click(),
  ]);
  const isClosed = vendor.waitForEvent('close');
  await vendor.getByText('Simulated HubSpot').waitFor();
  await vendor.getByRole('button', { name: 'Allow' }).click();
  // It closes by itself, once the page behind it has noticed.
  await isClosed;
  await row.getByText('Connected').waitFor();
  if (!(await body.isVisible())) await row.click();
  const said = await words(body);
  expect(said).toContain('olivia.castellano@acme.example');
  expect(said).toContain('Account: acme.example (48160021).');
  expect(said).toContain('allowed more than it needs: crm.objects.quotes.write');

  const keys = setup.locator('.keys');
  await keys.locator('summary').click();
  const key = keys.locator('li').filter({ hasText: 'HubSpot' });
  await key.getByText('More than it needs: crm.objects.quotes.write').waitFor();
  await key.getByRole('button', { name: 'Revoke HubSpot' }).click();
  expect(demo.world.registered.hubspot.grants.standing(), 'one click does nothing yet').toHaveLength(1);
  await key.getByRole('button', { name: 'Yes, revoke' }).click();
  await body.getByText('HubSpot has taken the sign-in back.').waitFor();
  await row.getByText('Not connected').waitFor();
  expect(demo.world.registered.hubspot.grants.standing()).toEqual([]);
}, 120_000);
