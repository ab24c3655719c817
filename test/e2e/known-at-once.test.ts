import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { watchOpening } from '../bench/watch-opening.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import type { Sidebar } from './sidebar.ts';
import type { Workspace } from './workspace.ts';

const TICKET = '1001';
/** Long past what counts as fresh, and as old for a moment. */
const AWAY_MS = 12 * 60_000;

let demo: Demo;
let workspace: Workspace;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  demo = await openDemo({
    world: { latency: { zendesk: 20, hubspot: 40, stripe: 30, posthog: 30, jira: 20, statuspage: 20 } },
  });
});
beforeEach(async () => {
  workspace = await demo.open({ before: watchOpening });
});
afterEach(async () => {
  demo.world.faults.clear();
  await workspace.close();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** Read once, and long ago, by a process that is gone. */
async function readLongAgo(id: string): Promise<void> {
  await (await workspace.openTicket(id)).settled();
  await workspace.page.locator(`[data-tab-close="${id}"]`).click();
  // What was read is written behind the answer.
  await workspace.page.waitForTimeout(1000);
  await demo.killApi();
  const before = new Date(Date.now() - AWAY_MS);
  await demo.database.db.updateTable('last_known').set({ read_at: before }).execute();
  await demo.startApi();
}

const words = async (place: Locator) => (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();
const head = (sidebar: Sidebar, id: string) => words(sidebar.card(id).locator('header'));

describe('what was read long ago, by another process', () => {
  it('is shown at once, dimmed and with its age, and the fresh values take its place where it stood', async () => {
    await readLongAgo(TICKET);
    for (const system of ['billing', 'telemetry', 'issues'] as const)
      demo.world.faults.set(system, { kind: 'latency', ms: 350 });
    const sidebar = await workspace.openTicket(TICKET);
    await sidebar.field('payment.status').locator('.aged').waitFor();
    expect(await sidebar.card('payment').getAttribute('aria-busy'), 'the fresh one is awaited').toBe('true');
    expect(await words(sidebar.field('plan.name'))).toBe('Enterprise');
    expect(await head(sidebar, 'payment')).toBe('Payment Stripe 12 min old Read Stripe again');
    expect(await words(sidebar.find('[data-verdict="payment"]'))).toBe('Paid, 12 min old');
    expect(await sidebar.find('[data-group]').count(), 'nothing has failed').toBe(0);
    expect(await words(sidebar.find('.sr[role="status"]')), 'not yet').toBe('');

    await sidebar.settled();
    expect(await sidebar.find('.aged').count()).toBe(0);
    expect(await head(sidebar, 'payment')).toBe('Payment Stripe now Read Stripe again');
    expect(await words(sidebar.find('[data-verdict="payment"]'))).toBe('Paid');
    expect((await readSidebar(sidebar)).announced).toBe(unfoldEn.loaded);
    const seen = await (await sidebar.frame()).evaluate(() => window.opening);
    expect(seen?.moved).toEqual([]);
    expect(seen?.shifts).toBe(0);
  });

  it('can be read by everybody, in both lights', async () => {
    await readLongAgo(TICKET);
    demo.world.faults.set('billing', { kind: 'hang' });
    const sidebar = await workspace.openTicket(TICKET);
    await sidebar.settled();
    const Found = z.object({
      violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
    });
    for (const scheme of ['light', 'dark']) {
      if (scheme === 'dark') await workspace.page.locator('[data-theme-toggle]').click();
      await sidebar.find(`html[data-color-scheme="${scheme}"]`).waitFor();
      expect(await sidebar.find('.aged').count()).toBeGreaterThan(4);
      const frame = await sidebar.frame();
      await frame.evaluate(axe);
      const { violations } = Found.parse(await frame.evaluate('axe.run()'));
      expect(violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });

  it('stays where nothing newer comes, says why once for both cards, and holds no other role’s values', async () => {
    await readLongAgo(TICKET);
    demo.world.faults.set('billing', { kind: 'hang' });
    const sidebar = await workspace.openTicket(TICKET);
    await sidebar.field('payment.status').locator('.aged').waitFor();
    await sidebar.settled();
    const { fields, fallbacks, announced } = await readSidebar(sidebar);
    expect(announced).toMatch(/^Loaded\. Old: Plan, Payment, as of \d+:\d\d [AP]M\. Stripe .+\.$/);
    expect(fields).toMatchObject({ 'plan.name': 'Enterprise', 'payment.status': 'Paid' });
    expect(fields['plan.worth'], 'the sum is for leads and admins').toMatch(/^(Above|Up to) 50,000 · show$/);
    // The breaker may still count the failures of the test before.
    const why = [en.reasons.timeout, en.reasons.circuit_open].map((text) => text.replace('%', 'Stripe'));
    expect(why.filter((text) => fallbacks.plan?.includes(text))).toHaveLength(1);
    expect(fallbacks.plan).toContain('Payment: Status, Last invoice, Next');
    expect(why.map((text) => `${text} See Plan`)).toContain(fallbacks.payment);
  });
});

describe('a system that two cards miss', () => {
  it('is said in one block, with one set of steps, and the known issues stay in sight', async () => {
    // Whoever is signed in with the process before is not signed in with the next.
    await workspace.close();
    await demo.killApi();
    await demo.startApi();
    workspace = await demo.open({ before: watchOpening });
    demo.world.faults.set('billing', { kind: '5xx', status: 503 });
    // Nobody has read this one before.
    const sidebar = await workspace.openTicket('1002');
    await sidebar.settled();
    await sidebar.find('.todo ol').waitFor();
    expect(await sidebar.find('.todo').count()).toBe(1);
    expect(await sidebar.find('main ol').count(), 'one set of steps').toBe(1);
    const block = await words(sidebar.find('.todo'));
    expect(block).toContain('Plan: Plan, Entitled to, Seats, Term, Contract value');
    expect(block).toContain('Payment: Status, Due, Last invoice, Next');
    const bottomOf = (place: Locator) => place.evaluate((e) => e.getBoundingClientRect().bottom);
    expect(await bottomOf(sidebar.find('.todo'))).toBeLessThan(800);
    expect(await bottomOf(sidebar.find('[data-verdict="issues"]')), 'known issues in sight').toBeLessThan(200);
    await sidebar.card('payment').getByRole('button', { name: 'See Plan' }).click();
    expect(await (await sidebar.frame()).evaluate(() => document.activeElement?.id)).toBe('card-plan');
  });
});
