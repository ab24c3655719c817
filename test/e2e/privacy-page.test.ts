import { sql } from 'kysely';
import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privacyPage } from '../../apps/sidebar/dev/privacy/show.ts';
import { wrongIn } from './every-scenario.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { words } from './words.ts';
import type { Workspace } from './workspace.ts';

describe('a person who asks what is held about them, and to be erased', () => {
  let demo: Demo;
  let workspace: Workspace;
  let page: FrameLocator;
  let address: string;
  beforeAll(async () => {
    demo = await openDemo();
    workspace = await demo.open();
    await (await workspace.openTicket('1001')).settled();
    await workspace.workAs('Olivia');
    page = await workspace.openNavBar();
    await page.getByRole('tab', { name: 'Privacy' }).click();
    await page.getByText('Nobody has been erased yet.').waitFor();
  });
  afterAll(async () => {
    await workspace.close();
    expect(demo.bugs()).toEqual([]);
    await demo.stop();
  });

  const lookUp = async (by: string, text: string) => {
    await page.getByLabel('Look up by').selectOption({ label: by });
    await page.getByLabel('Address or number').fill(text);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('heading', { name: 'What is held' }).waitFor();
  };

  it('is found by a ticket, with what is held and who looked', async () => {
    await lookUp('Ticket number: whoever wrote it', '1001');
    await page.getByText('Last answers of your systems about them').waitFor();
    await page.getByText('Which account they belong to').waitFor();
    const told = await words(page.locator('.privacy'));
    expect(told).toMatch(/User \d+ \(Agent\)/);
    expect(told).not.toMatch(/undefined|NaN|last_known|\{\w+\}/);
    address = (await page.locator('.privacy dl dd').filter({ hasText: '@' }).first().textContent())!.split(',')[0]!;
  });

  it('leads to what the audit has of them, and back', async () => {
    await page.getByRole('button', { name: 'Everything about them in the audit' }).click();
    await page.locator('.audit ol > li').filter({ hasText: 'Saw a customer' }).first().waitFor();
    expect(await page.getByLabel('Customer: user id or account id').inputValue()).toMatch(/^\d+$/);
    await page.getByRole('tab', { name: 'Privacy' }).click();
  });

  it('is erased once they are named again, with a receipt, and nothing is held of them any more', async () => {
    await page.getByRole('button', { name: 'Erase this person' }).click();
    const yes = page.getByRole('button', { name: 'Erase for good' });
    expect(await yes.isDisabled()).toBe(true);
    await page.getByLabel('Why').selectOption({ label: 'They have asked for it' });
    await page.getByLabel(/^To confirm/).fill('somebody@else.example');
    await yes.click();
    await page.getByText('That is not an address or number of this person. Nothing was erased.').waitFor();
    await page.getByLabel(/^To confirm/).fill(address);
    await yes.click();
    await page.getByText('Done; being checked once more').first().waitFor({ timeout: 30_000 });
    // As a minute later.
    await sql`update erasures set checked_at = now() - interval '2 minutes'`.execute(demo.database.db);
    await page
      .getByText(/^Done here; still held elsewhere; 2 findings open/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page.getByText(/The last backup that holds them is gone on/).waitFor();
    await lookUp('E-mail address', address);
    await page.getByText('Nothing is held about them.').waitFor();
  }, 150_000);
});

describe('in every scenario', () => {
  it('axe finds nothing, nothing is wider than the window, and no texts cross or are squeezed', async () => {
    expect(await wrongIn(privacyPage)).toEqual([]);
  }, 240_000);
});
