import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { faultsAtTwice, faultsInForcedColors } from './reader-settings.ts';

let demo: Demo;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  demo = await openDemo();
});
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const Found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.object({ id: z.string() })),
});

/** All that breaks a rule, the sizes of what is clicked among them (WCAG 2.2, 2.5.8). */
async function faultsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe);
  const found = Found.parse(await frame.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })"));
  expect(found.passes.map(({ id }) => id)).toContain('target-size');
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

it('finds nothing against the rules where all of a ticket is open: a receipt, an issue and its reports, why, the search', async () => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket('1001');
  await sidebar.settled();
  await sidebar.find('[data-fold="payment.status"]').click();
  await sidebar.find('[data-issue] > .v').first().click();
  await sidebar.find('[data-issue]').first().getByRole('button', { name: /more$/ }).click();
  for (const more of await sidebar.find('[data-issue] > .v[aria-expanded="false"]').all()) await more.click();
  await sidebar.find('[data-report] button').first().waitFor();
  await sidebar.find('button[data-fold="customer"]').click();
  const nobody = await workspace.openTicket('1015');
  await nobody.settled();
  await nobody.button(unfoldEn.find).click();
  await nobody.find('#find-text').waitFor();
  for (const scheme of ['light', 'dark']) {
    if (scheme === 'dark') await workspace.page.locator('[data-theme-toggle]').click();
    await nobody.find(`html[data-color-scheme="${scheme}"]`).waitFor();
    for (const one of [sidebar, nobody]) expect(await faultsIn(await one.frame()), scheme).toEqual([]);
  }
  await workspace.close();
});

it.each(['1001', '1003', '1009', '1014', '1015', '1020'])('of %s has no target too small or too close', async (id) => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket(id);
  await sidebar.settled();
  expect(await faultsIn(await sidebar.frame())).toEqual([]);
  await workspace.close();
});

it('of every sample is read at 200 %, and with the reader’s own colors, folded and unfolded', async () => {
  const workspace = await demo.open({ browser: { forcedColors: 'active' } });
  const found: string[] = [];
  for (const { ticketId: id } of demo.world.tickets) {
    const sidebar = await workspace.openTicket(id);
    await sidebar.settled();
    const frame = await sidebar.frame();
    await workspace.page.locator('[data-tray-resizer]').press('End');
    await expect.poll(() => frame.evaluate(() => innerWidth)).toBe(640);
    const look = async () => [
      ...(await frame.evaluate(faultsAtTwice)),
      ...(await frame.evaluate(faultsInForcedColors)),
    ];
    const folded = await look();
    for (const card of await sidebar.find('section[data-card]').all()) {
      const opener = card.locator('button[aria-expanded="false"]').first();
      if ((await opener.count()) > 0) await opener.click();
    }
    for (const fault of new Set([...folded, ...(await look())])) found.push(`${id}: ${fault}`);
    await workspace.page.locator(`[data-tab-close="${id}"]`).click();
  }
  expect(found).toEqual([]);
  await workspace.close();
});

it('says in a sentence what the line of usage shows', async () => {
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket('1001');
  await sidebar.settled();
  const line = sidebar.field('usage.trend').locator('svg[role="img"]');
  expect(await line.getAttribute('aria-label')).toBe('Active people a day over 8 days: from 113 to 155, rising');
  const heard = await sidebar.field('usage.trend').locator('button').ariaSnapshot();
  expect(heard).toContain('from 113 to 155, rising');
  await workspace.close();
});
