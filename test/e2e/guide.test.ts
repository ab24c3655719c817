import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../flow/until.ts';
import { guideSteps } from '../world/helpdesk-page/browser/guide-steps.ts';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;
const STEP_MS = 60_000;
const OVERDUE = 1002;
const MERGED = 1007;

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo({ changeMap: (map) => brisk(map, 1_500) });
  workspace = await demo.open();
});
afterAll(async () => {
  await workspace.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** Clicks the button that has this label now, and waits until the guide says what there is to see. */
async function play(label: string): Promise<void> {
  const step = guideSteps.find((one) => one.label === label);
  if (!step) throw new Error(`the guide has no step “${label}”`);
  const next = workspace.page.locator('[data-guide-next]');
  expect(await next.textContent()).toBe(label);
  await next.click();
  await workspace.page.locator('[data-guide-look]').filter({ hasText: step.look }).waitFor({ timeout: STEP_MS });
}

it('plays an outage with an answer at risk, wrong values and a merged company, one click a step', async () => {
  const { page } = workspace;
  await page.locator('[data-guide-toggle]').click();
  await play('Open ticket #1002');
  const sidebar = workspace.sidebar(OVERDUE);
  await sidebar.settled();
  expect(await words(sidebar.field('payment.status'))).toContain('Past due, 12 days');

  await play('Stop billing');
  await sidebar.find('.outage').waitFor({ timeout: SEEN_MS });
  await sidebar.card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
  expect(await words(sidebar.field('payment.status')), 'the last value').toContain('Past due, 12 days');

  await play('Answer the customer');
  const { helpdesk } = demo.world;
  await until(() => helpdesk.ticket(OVERDUE)?.tags.includes('sidelight_unconfirmed') ?? false);

  await play('Let the customer pay, then start billing');
  await sidebar.field('payment.status').filter({ hasText: 'Paid' }).waitFor({ timeout: SEEN_MS });
  await sidebar.find('.outage').waitFor({ state: 'detached', timeout: SEEN_MS });

  await play('Look at it as a lead');
  const lead = page.frameLocator('iframe[data-app-frame="nav_bar"]');
  await lead.getByText('1 answer at risk').first().waitFor({ timeout: SEEN_MS });

  await play('Let billing give wrong values');
  await lead.getByRole('heading', { name: /^Billing gives wrong values: do not rely on them/ }).waitFor();

  await play('Let billing be right again');
  await lead.getByRole('heading', { name: 'All systems operational' }).waitFor({ timeout: SEEN_MS });

  await play('Open ticket #1007');
  const merged = await readSidebar(workspace.sidebar(MERGED));
  expect(merged.fields['account.name']).toBe('Halden & Byrne');

  expect(await page.locator('[data-guide-count]').textContent()).toBe(
    `${guideSteps.length} of ${guideSteps.length} done`,
  );
  await page.getByRole('button', { name: 'Play it again' }).click();
  await page.getByRole('button', { name: 'Open ticket #1002' }).waitFor();
}, 240_000);
