import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from '../../scripts/package/build-package.ts';
import { parseHost } from '../../scripts/package/host.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const OPEN = 'Open the helpdesk to allow it';

let demo: Demo;
let window: Workspace;
beforeAll(async () => {
  demo = await openDemo({ world: { isInstalled: false } });
  // A helpdesk that is not connected gets a page; the browser logs its status.
  window = await demo.open({ expected: /status of (503|401)/ });
  await window.workAs('Olivia');
  const { zip } = await buildPackage({ host: parseHost(demo.apiUrl) }, AbortSignal.timeout(60_000));
  await window.installApp(zip);
});
afterAll(async () => {
  await window.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

it('a lead is told who can, and is offered nothing, before anybody has connected it', async () => {
  await window.workAs('Ruth');
  const page = await window.openNavBar();
  await page.getByRole('heading', { name: 'Sidelight is not set up yet' }).waitFor();
  expect(await words(page.locator('main'))).toContain('An admin of your helpdesk can do it here.');
  expect(await page.getByRole('link').count()).toBe(0);
});

it('an admin is offered the consent', async () => {
  await window.workAs('Olivia');
  const page = await window.openNavBar();
  await page.getByRole('link', { name: OPEN }).waitFor();
  expect(await page.getByRole('heading').allInnerTexts()).toEqual(['Connect your helpdesk']);
});
