import { sql } from 'kysely';
import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from '../../apps/sidebar/dev/audit/show.ts';
import { wrongIn } from './every-scenario.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

describe('who saw what, as an admin asks', () => {
  let demo: Demo;
  let workspace: Workspace;
  let page: FrameLocator;
  beforeAll(async () => {
    demo = await openDemo();
    workspace = await demo.open();
    for (const id of ['1001', '1009']) await (await workspace.openTicket(id)).settled();
    await workspace.workAs('Olivia');
    page = await workspace.openNavBar();
    await page.getByRole('tab', { name: 'Audit' }).click();
    await page.locator('.audit li').first().waitFor();
  });
  afterAll(async () => {
    await workspace.close();
    expect(demo.bugs()).toEqual([]);
    await demo.stop();
  });

  const rows = () => page.locator('.audit ol > li').allTextContents();
  const of = (ticket: string) => page.locator('.audit ol > li').filter({ hasText: `Ticket ${ticket}` });

  it('shows who opened which ticket, and names no customer', async () => {
    await of('1001').filter({ hasText: 'Saw a customer' }).filter({ hasText: 'Agent' }).first().waitFor();
    expect(await words(page.locator('.audit'))).not.toMatch(/Northwind|@|undefined|NaN/);
  });

  it('narrows down to a ticket at a click, says so in the form, and to nothing where nothing is', async () => {
    await of('1009').first().getByRole('button', { name: 'Ticket 1009' }).click();
    expect(await page.getByLabel('Ticket', { exact: true }).inputValue()).toBe('1009');
    await expect.poll(async () => (await rows()).filter((row) => !row.includes('Ticket 1009'))).toEqual([]);
    await page.getByLabel('Ticket', { exact: true }).fill('424242');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('Nothing like that is on record.').waitFor();
    await page.getByLabel('Ticket', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await of('1001').first().waitFor();
  });

  it('has its own looking on record', async () => {
    await page.getByLabel('What').selectOption({ label: 'This record' });
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.locator('.audit ol > li').filter({ hasText: 'Searched this record' }).first().waitFor();
  });

  it('says that nothing was changed, and after an edit in the database which row was', async () => {
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText(/^Nothing was changed: \d+ rows checked/).waitFor();
    const { db } = demo.database;
    const rows = db.selectFrom('audit').select('seq').where('action', '=', 'context.viewed').orderBy('seq').limit(1);
    const { seq } = await rows.executeTakeFirstOrThrow();
    // As somebody would who owns the database: it refuses by itself to change a row.
    await sql`alter table audit disable trigger audit_stays`.execute(db);
    await db.updateTable('audit').set({ ticket_id: '1' }).where('seq', '=', seq).execute();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText(`Row ${seq}: changed, or the row before it was`).waitFor();
  });
});

describe('in every scenario', () => {
  it('axe finds nothing, nothing is wider than the window, and no texts cross or are squeezed', async () => {
    expect(await wrongIn(auditPage)).toEqual([]);
  }, 120_000);
});
