import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSupportStore } from '@sidelight/api/store/support-store.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import type { TicketFact } from '@sidelight/api/support/ticket-fact.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchOpening } from '../bench/watch-opening.ts';
import { until } from '../flow/until.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import type { Sidebar } from './sidebar.ts';

const tenant = requireTenant('acme');
const DAY_MS = 86_400_000;
/** Both of companies; of the second one nothing is kept. */
const [TICKET, OTHER] = [1001, 1002];

let demo: Demo;
let organizationId: string;
beforeAll(async () => {
  demo = await openDemo();
  organizationId = String(demo.world.helpdesk.ticket(TICKET)?.organizationId);
  const { database } = demo;
  const jobs = await openJobQueue({ database, queues, onTrouble() {} });
  await createSyncSwitches(database.db, jobs).set(tenant, 'company', true, 'test');
  const store = createSupportStore(database.db, jobs);
  const done = { gone: [], done: [], noted: [] };
  await store.look(tenant, { ...done, facts: [...before(), ...lately()] });
  const customer = { kind: 'organizations', id: organizationId } as const;
  await until(async () => (await store.find(tenant, customer))?.record.level === 'yellow', 15_000);
  await jobs.close();
}, 60_000);
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

function ticket(id: number, daysAgo: number, more: Partial<TicketFact> = {}): TicketFact {
  const createdAtMs = Date.now() - daysAgo * DAY_MS;
  return {
    ...{ id: String(id), organizationId, requesterId: '1', createdAtMs, updatedAtMs: createdAtMs, status: 'solved' },
    ...{ firstReplyAfterMs: 3_600_000, solvedAtMs: createdAtMs + DAY_MS, priority: null, marks: [], category: null },
    ...{ csat: null, breachedAtMs: null },
    ...more,
  };
}
/** A customer who was well a month ago, and is not now. */
const before = () => [1, 2, 3, 4].map((id) => ticket(id, 40 + id, { csat: 'good' }));
const lately = () => [
  ...[11, 12, 13].map((id) => ticket(id, 9 + id / 10, { status: 'open', solvedAtMs: null, category: 'bug' })),
  ticket(14, 3, { marks: ['escalated'], csat: 'bad' }),
  ticket(15, 0.1, { status: 'open', solvedAtMs: null, marks: ['escalated'], breachedAtMs: Date.now() - 3_600_000 }),
];
const health = async (sidebar: Sidebar) => {
  const { fields } = await readSidebar(sidebar);
  return Object.fromEntries(Object.entries(fields).filter(([id]) => id.startsWith('health.')));
};
/** As wide as the helpdesk makes it; wider pages do not make it wider. */
const narrow = { viewport: { width: 1280, height: 1500 }, deviceScaleFactor: 2, reducedMotion: 'reduce' } as const;
const shots = process.env.SHOTS;

describe('the health card', () => {
  it.each([
    ['Maya', 'Watch', '-15 2 escalations in 30 days', '-12 3 tickets open longer than a week'],
    ['Jonas', 'Im Blick behalten', '-15 2 Eskalationen in 30 Tagen', '-12 3 Tickets länger als eine Woche offen'],
  ])('says to %s how the customer stands and why, in both lights', async (agent, risk, first, second) => {
    const workspace = await demo.open({ browser: narrow });
    if (agent !== 'Maya') await workspace.workAs(agent);
    const sidebar = await workspace.openTicket(TICKET);
    const fields = await health(sidebar);
    expect(fields).toMatchObject({ 'health.risk': risk, 'health.reason': first, 'health.reason_second': second });
    expect(fields).toMatchObject({ 'health.change': '−43', 'health.open': '4' });
    for (const scheme of ['light', 'dark']) {
      if (scheme === 'dark') await workspace.page.locator('[data-theme-toggle]').click();
      await sidebar.find(`html[data-color-scheme="${scheme}"]`).waitFor();
      expect(await sidebar.card('health').evaluate((card) => card.scrollWidth - card.clientWidth)).toBe(0);
      if (shots) await sidebar.card('health').screenshot({ path: `${shots}/${agent}-${scheme}.png` });
    }
    // Folded out, a reason is whole and says where it comes from.
    await sidebar.field('health.reason_third').locator('button').click();
    await sidebar.card('health').locator('.panel').waitFor();
    if (shots) await sidebar.card('health').screenshot({ path: `${shots}/${agent}-open.png` });
    await workspace.close();
  });

  it.each([
    ['a score and what is behind it', TICKET, 9],
    ['that there are too few tickets', OTHER, 1],
  ])('moves nothing, and has as many rows as there is to say: %s', async (_, id, rows) => {
    const workspace = await demo.open({ browser: narrow, before: watchOpening });
    const sidebar = await workspace.openTicket(id);
    await sidebar.settled();
    await workspace.page.waitForTimeout(400);
    const seen = await (await sidebar.frame()).evaluate(() => window.opening);
    expect({ shifts: seen?.shifts, moved: seen?.moved }).toEqual({ shifts: 0, moved: [] });
    expect(Object.keys(await health(sidebar)).length).toBe(rows);
    if (id === TICKET) {
      const lines = sidebar.find('.verdict > ul > li');
      expect((await lines.allInnerTexts()).map((line) => line.split('\n'))).toEqual([
        ['VIP', '1 h reply · Premium'],
        ['Paid'],
        [expect.stringContaining('Known issue'), 'Watch'],
      ]);
    }
    await workspace.close();
  });

  it('is not there while sync is off; admins are told that it is, and where to switch it on; nothing offers to read it again', async () => {
    const off = await openDemo({ world: { customers: 0 } });
    const workspace = await off.open({ browser: narrow, before: watchOpening });
    let isThere: boolean | undefined;
    const shown = async () => {
      const sidebar = await workspace.openTicket(OTHER);
      const fields = await health(sidebar);
      isThere = await sidebar.card('health').isVisible();
      expect(await sidebar.card('health').locator('.again').count()).toBe(0);
      expect(await sidebar.card('plan').locator('.again').count()).toBe(1);
      await workspace.page.locator(`[data-tab-close="${OTHER}"]`).click();
      return fields;
    };
    expect(await shown()).toEqual({});
    expect(isThere).toBe(false);
    await workspace.workAs('Olivia');
    expect(await shown()).toEqual({ 'health.switch_on': 'Sync is off (see the Sync page)' });
    expect(isThere).toBe(true);
    await workspace.close();
    expect(off.bugs()).toEqual([]);
    await off.stop();
  });

  it('says that there are not enough tickets yet', async () => {
    const workspace = await demo.open({ browser: narrow });
    const sidebar = await workspace.openTicket(OTHER);
    expect(await health(sidebar)).toEqual({ 'health.tickets': 'Too few for a score yet' });
    if (shots) await sidebar.card('health').screenshot({ path: `${shots}/empty.png` });
    await workspace.close();
  });
});
