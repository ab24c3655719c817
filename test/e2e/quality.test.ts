import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { watchOpening } from '../bench/watch-opening.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import type { Workspace } from './workspace.ts';

let demo: Demo;
let workspace: Workspace;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  demo = await openDemo({
    world: { latency: { zendesk: 60, hubspot: 90, stripe: 80, posthog: 110, jira: 70, statuspage: 40 } },
  });
});
beforeEach(async () => {
  workspace = await demo.open({ before: watchOpening });
});
afterEach(() => workspace.close());
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** Unfolds one thing in each card, so that what is behind a click is looked at too. */
async function unfold(sidebar: Sidebar): Promise<void> {
  for (const card of await sidebar.find('section[data-card]').all()) {
    const opener = card.locator('button[aria-expanded="false"]').first();
    if ((await opener.count()) > 0) await opener.click();
  }
}

describe('accessibility', () => {
  const Found = z.object({
    violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
    passes: z.array(z.unknown()),
  });
  const scenes = [
    ['healthy', '1001'],
    ['which of two accounts', '1003'],
    ['billing that cannot be believed', '1020'],
    ['nobody', '1015'],
    ['names from right to left', '1018'],
  ] as const;

  it.each(scenes)('finds no fault in: %s', async (_, id) => {
    const sidebar = await workspace.openTicket(id);
    await sidebar.settled();
    for (const scheme of ['light', 'dark']) {
      if (scheme === 'dark') await workspace.page.locator('[data-theme-toggle]').click();
      await sidebar.find(`html[data-color-scheme="${scheme}"]`).waitFor();
      await unfold(sidebar);
      const frame = await sidebar.frame();
      await frame.evaluate(axe);
      const found = Found.parse(await frame.evaluate('axe.run()'));
      expect(found.passes.length).toBeGreaterThan(10);
      expect(found.violations.map(({ id: rule, nodes }) => `${scheme} ${rule}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
});

describe('steadiness', () => {
  const shiftsIn = async (sidebar: Sidebar) => {
    await sidebar.settled();
    await workspace.page.waitForTimeout(400);
    const seen = await (await sidebar.frame()).evaluate(() => window.opening);
    return { shifts: seen?.shifts, moved: seen?.moved };
  };
  const still = { shifts: 0, moved: [] };

  it.each(['1002', '1004', '1010', '1022'])('moves nothing while the cards of %s land, cold or warm', async (id) => {
    expect(await shiftsIn(await workspace.openTicket(id)), 'never opened before').toEqual(still);
    await workspace.page.locator(`[data-tab-close="${id}"]`).click();
    expect(await shiftsIn(await workspace.openTicket(id)), 'everything fresh').toEqual(still);
    await workspace.page.locator(`[data-tab-close="${id}"]`).click();
    await demo.killApi();
    await demo.startApi();
    expect(await shiftsIn(await workspace.openTicket(id)), 'only the link known').toEqual(still);
  });

  it('is as tall as its content, folded and unfolded, and scrolls inside beyond 1,200 pixels', async () => {
    // Has room left below 1,200 pixels.
    const sidebar = await workspace.openTicket('1009');
    await sidebar.settled();
    const gap = async () => {
      const content = await (await sidebar.frame()).evaluate(() => document.body.getBoundingClientRect().height);
      const box = await sidebar.element.boundingBox();
      return Math.abs((box?.height ?? 0) - Math.min(content, 1_200));
    };
    await expect.poll(gap).toBeLessThanOrEqual(1);
    const folded = await sidebar.element.boundingBox();
    await sidebar.find('[data-fold="payment.status"]').click();
    await expect
      .poll(async () => ((await sidebar.element.boundingBox())?.height ?? 0) > (folded?.height ?? 0) + 40)
      .toBe(true);
    await expect.poll(gap).toBeLessThanOrEqual(1);
  });

  it.each(['1001', '1003', '1014', '1019', '1020'])(
    'fits %s from 270 to 640 pixels without scrolling sideways',
    async (id) => {
      const { page } = workspace;
      const sidebar = await workspace.openTicket(id);
      await sidebar.settled();
      await unfold(sidebar);
      const frame = await sidebar.frame();
      const resizer = page.locator('[data-tray-resizer]');
      const sizes = () =>
        frame.evaluate(() => ({
          room: innerWidth,
          wide: Math.max(innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth),
        }));
      const steps = { 270: ['Home'], 320: Array(5).fill('ArrowLeft'), 470: Array(3).fill('PageUp'), 640: ['End'] };
      for (const [room, keys] of Object.entries(steps)) {
        for (const key of keys) await resizer.press(key);
        await expect.poll(sizes).toEqual({ room: Number(room), wide: Number(room) });
      }
    },
  );
});

describe('discretion', () => {
  it('asks no other origin, and puts nothing about anybody into an address', async () => {
    for (const id of ['1001', '1003', '1019']) await (await workspace.openTicket(id)).settled();
    const origins = new Set(
      workspace.requests
        .map(({ url }) => new URL(url))
        .filter(({ protocol }) => protocol !== 'data:')
        .map(({ origin }) => origin),
    );
    expect([...origins].sort()).toEqual([new URL(demo.url).origin, demo.apiUrl].sort());

    const people = demo.world.tickets.flatMap(({ truth, bundle }) => [
      truth.requester?.email,
      ...(truth.requester?.name ?? '').split(' '),
      truth.account?.name,
      ...bundle.accounts.flatMap(({ id, billingId, telemetryId }) => [id, billingId, telemetryId]),
    ]);
    const words = people.filter((word) => word && word.length > 3).map((word) => String(word).toLowerCase());
    expect(words.length).toBeGreaterThan(80);
    for (const { url } of workspace.requests) {
      const address = decodeURIComponent(url).toLowerCase();
      expect(
        words.filter((word) => address.includes(word)),
        address,
      ).toEqual([]);
      expect(address).not.toMatch(/eyj[\w-]{10}|token=|session=/);
    }
  });
});
