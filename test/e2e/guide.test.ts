import { afterAll, beforeAll, expect, it } from 'vitest';
import { guideSteps } from '../world/helpdesk-page/browser/guide-steps.ts';
import { brisk } from './brisk.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

const SEEN_MS = 20_000;
const STEP_MS = 60_000;
const OVERDUE = 1002;
const LIED_TO = 1001;
const MERGED = 1007;

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo({ changeMap: (map) => brisk(map, 5_000) });
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

const said = () => workspace.page.locator('.conversation .message');
const tags = () => workspace.page.locator('.properties .tag');

it('starts over in the middle: billing is back, and the ticket is as nobody had answered it', async () => {
  const { page } = workspace;
  await page.locator('[data-guide-open]').click();
  expect(await page.locator('[data-guide-again]').isVisible()).toBe(false);
  await play('Open ticket #1002');
  const before = await said().count();
  await play('Stop billing');
  await workspace.sidebar(OVERDUE).card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
  await play('Answer the customer');
  await said()
    .nth(before + 1)
    .waitFor({ timeout: SEEN_MS });
  await tags().filter({ hasText: 'sidelight_unconfirmed' }).waitFor({ timeout: SEEN_MS });

  await page.locator('[data-guide-again]').click();
  await page.locator('[data-guide-count]').filter({ hasText: '0 of' }).waitFor({ timeout: STEP_MS });
  expect(await page.locator('[data-ticket-row]').first().isVisible(), 'the list of tickets').toBe(true);
  expect(demo.world.faults.all()).toEqual({});
  const { helpdesk } = demo.world;
  expect(helpdesk.comments(OVERDUE)).toHaveLength(1);
  expect(helpdesk.ticket(OVERDUE)?.tags).not.toContain('sidelight_unconfirmed');
}, 120_000);

it('plays an outage with an answer at risk, wrong values and a merged company, one click a step', async () => {
  const { page } = workspace;
  await play('Open ticket #1002');
  const sidebar = workspace.sidebar(OVERDUE);
  await sidebar.settled();
  expect(await words(sidebar.field('payment.status'))).toContain('Past due, 12 days');

  await play('Stop billing');
  await sidebar.find('.outage').waitFor({ timeout: SEEN_MS });
  await sidebar.card('payment').locator('.old').waitFor({ timeout: SEEN_MS });
  expect(await words(sidebar.field('payment.status')), 'the last value').toContain('Past due, 12 days');

  const before = await said().count();
  await play('Answer the customer');
  await tags().filter({ hasText: 'sidelight_unconfirmed' }).waitFor({ timeout: SEEN_MS });
  expect(await words(said().nth(before))).toContain('Your last invoice is past due');
  const note = said().nth(before + 1);
  await note.waitFor({ timeout: SEEN_MS });
  expect(await words(note)).toContain('Internal note');

  await play('Let the customer pay, then start billing');
  await sidebar.field('payment.status').filter({ hasText: 'Paid' }).waitFor({ timeout: SEEN_MS });
  await sidebar.find('.outage').waitFor({ state: 'detached', timeout: SEEN_MS });
  await sidebar.find('[data-correction]').waitFor({ timeout: 2 * SEEN_MS });

  await play('Look at it as a lead');
  const lead = page.frameLocator('iframe[data-app-frame="nav_bar"]');
  await lead.getByText('1 answer at risk').first().waitFor({ timeout: SEEN_MS });

  await play('Let billing give wrong values');
  await lead.getByRole('heading', { name: /^Billing gives wrong values: do not rely on them/ }).waitFor();

  const { helpdesk } = demo.world;
  const notes = helpdesk.comments(LIED_TO).filter(({ isPublic }) => !isPublic);
  expect(notes.map(({ body }) => body)).toEqual([expect.stringMatching(/could not be confirmed: .*Status/)]);

  await play('Let billing be right again');
  await lead.getByRole('heading', { name: 'All systems operational' }).waitFor({ timeout: SEEN_MS });
  await lead.getByText('2 answers at risk').first().waitFor({ timeout: SEEN_MS });

  await play('Open ticket #1007');
  const merged = await readSidebar(workspace.sidebar(MERGED));
  expect(merged.fields['account.name']).toBe('Halden & Byrne');

  expect(await page.locator('[data-guide-count]').textContent()).toBe(
    `${guideSteps.length} of ${guideSteps.length} done`,
  );
  expect(await page.locator('[data-guide-end]').textContent()).toContain('That was all');
  expect(await page.locator('[data-guide-next]').isVisible()).toBe(false);
}, 240_000);

it('starts over at the end: nothing is held against the answer any more', async () => {
  const { page } = workspace;
  await page.locator('[data-guide-again]').click();
  await page.locator('[data-guide-next]').filter({ hasText: 'Open ticket #1002' }).waitFor({ timeout: STEP_MS });
  await workspace.workAs('Ruth');
  const lead = await workspace.openNavBar();
  await lead.getByRole('heading', { name: 'All systems operational' }).waitFor({ timeout: SEEN_MS });
  await lead
    .getByText(/Handled by Maya Lindqvist/)
    .nth(1)
    .waitFor({ timeout: SEEN_MS });
  await workspace.workAs('Maya');
  await play('Open ticket #1002');
  const sidebar = workspace.sidebar(OVERDUE);
  // That it was paid counts as fresh for a moment; whoever reads again sees that it is as in the beginning.
  const readAgain = async () => {
    await sidebar.settled();
    await sidebar.card('payment').locator('button.again').click();
    await sidebar.settled();
    return words(sidebar.field('payment.status'));
  };
  await expect.poll(readAgain, { timeout: SEEN_MS, interval: 1000 }).toContain('Past due, 12 days');
}, 120_000);
