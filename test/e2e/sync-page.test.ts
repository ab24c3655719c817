import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSyncOf, type SyncStage } from '../flow/sync-stage.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

/** One field with an owner, one that both may change: two edits within a minute are one conflict. */
const SYNC = `owners: { business: sales_ops, technical: integrations }
objects:
  contact:
    label: { en: Contact, de: Kontakt }
    at: { crm: contacts, helpdesk: users }
    match: [email]
    first: crm
    fields:
      email:
        label: { en: E-mail, de: E-Mail }
        owner: crm
        foreignEdit: show
        type: email
        at: { crm: email, helpdesk: email }
        class: personal
      phone:
        label: { en: Phone, de: Telefon }
        direction: two_way
        rule: newest_with_review
        windowMs: 60000
        type: phone
        region: US
        at: { crm: phone, helpdesk: phone }
        nulls: propagate
        class: personal
`;
/** The CRM is asked every quarter of a minute, or when the test says so. */
const SOON = { timeout: 45_000 };

let demo: Demo;
let sync: SyncStage;
let mapDir: string;
let axe: string;
let workspace: Workspace;
let frame: FrameLocator;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  mapDir = join(await mkdtemp(join(tmpdir(), 'sidelight-map-')), 'map');
  await cp(join(import.meta.dirname, '../../map'), mapDir, { recursive: true });
  await writeFile(join(mapDir, 'sync.yaml'), SYNC);
  demo = await openDemo({ ownMapDir: mapDir });
  sync = await openSyncOf(demo);
});
afterAll(async () => {
  await workspace?.close();
  await sync.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
  await rm(join(mapDir, '..'), { recursive: true });
});

/** Somebody whom both sides know by one address. */
function someone(n: number) {
  const { crm, people } = demo.world;
  const { directory, writes } = people;
  const both = directory.userIds().flatMap((userId) => {
    const address = directory.user(userId)?.identities.find(({ type }) => type === 'email')?.value;
    const [row, ...others] = address === undefined ? [] : crm.having('contacts', 'email', address);
    return row && others.length === 0 && address !== undefined ? [{ userId, contactId: row.id, address }] : [];
  });
  const { userId, contactId, address } = both[n]!;
  return {
    address,
    inCrm: () => valueIn(crm.find('contacts', contactId)!, 'phone'),
    inHelpdesk: () => phoneOf(directory.user(userId)!),
    editInCrm: (phone: string) => editByHand(crm, { kind: 'contacts', id: contactId, values: { phone } }),
    editInHelpdesk: (phone: string) => editUser(directory, writes, userId, { phone }),
  };
}
type Person = ReturnType<typeof someone>;

/** Sales sets a number, and support another one right after it has arrived. */
async function bothEdit(person: Person, crm: string, helpdesk: string): Promise<void> {
  person.editInCrm(crm);
  await sync.look();
  await expect.poll(person.inHelpdesk, SOON).toBe(crm);
  person.editInHelpdesk(helpdesk);
}

async function openAs(name: string): Promise<void> {
  await workspace?.close();
  workspace = await demo.open();
  workspace.page.setDefaultTimeout(15_000);
  await workspace.workAs(name);
  frame = await workspace.openNavBar();
  await frame.getByRole('tab', { name: 'Sync' }).click();
  await frame.locator('.glance').waitFor();
}
const card = () => frame.getByRole('article', { name: 'Contact' });
const button = (name: string | RegExp, within = frame.locator('main')) => within.getByRole('button', { name });
const itemOf = ({ address }: Person) => frame.locator('.item').filter({ hasText: address });
const glance = () => frame.locator('.glance').textContent();

const Found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
async function faults(): Promise<readonly string[]> {
  const own = workspace.page.frames().find((one) => one.url().includes('/zaf/nav_bar'))!;
  await own.evaluate(axe);
  const { violations } = Found.parse(await own.evaluate('axe.run()'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe('the conflict story', () => {
  it('an admin sees a dry run first, then switches it on and brings both sides into agreement', async () => {
    await openAs('Olivia');
    expect(await glance()).toContain('Sync is off');
    expect(await button('Switch on Contact', card()).isDisabled()).toBe(true);
    await button('Dry run Contact', card()).click();
    await card()
      .getByText(/This would change/)
      .waitFor();
    expect(await card().getByRole('progressbar').count()).toBe(0);
    await button('Switch on Contact', card()).click();
    await button(/Yes, switch on/, card()).click();
    await card()
      .getByText(/on since .* by Olivia/)
      .waitFor();
    await button('Compare and repair Contact', card()).click();
    await button(/Yes, compare/, card()).click();
    await card()
      .getByText(/Comparison: /)
      .waitFor();
    await card()
      .getByText(/[1-9]\d* pairs linked/)
      .waitFor();
    await expect.poll(glance, SOON).toMatch(/Both sides agree/);
    // The first look says from when on the CRM tells of changes.
    await card()
      .getByRole('listitem')
      .filter({ hasText: /HubSpot to Zendesk\s+read/ })
      .waitFor(SOON);
    expect(await faults()).toEqual([]);
  });

  it('both sides edit one number; it waits for a person, with both values, and nothing is written', async () => {
    const person = someone(2);
    await bothEdit(person, '+12125550111', '+12125550122');
    await openAs('Ruth');
    const item = itemOf(person);
    await item.getByText('+12125550111').waitFor(SOON);
    await item.getByText('+12125550122').waitFor();
    await item.getByText('Both sides changed it at about the same time').waitFor();
    expect(await item.getByRole('link', { name: /Open in HubSpot/ }).getAttribute('href')).toMatch(/^https?:/);
    expect(await glance()).toContain('1 decision waits for you.');
    expect([person.inCrm(), person.inHelpdesk()]).toEqual(['+12125550111', '+12125550122']);
    // What admins do is not hers to do.
    expect(await button(/Switch off|Dry run/).count()).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('the lead decides it by keyboard, takes it back, and decides again: both sides agree', async () => {
    const person = someone(2);
    const box = frame.getByRole('checkbox', { name: new RegExp(person.address) });
    await box.focus();
    await workspace.page.keyboard.press('1');
    await frame.getByText('1 decided.').waitFor();
    await expect.poll(person.inHelpdesk, SOON).toBe('+12125550111');
    await button(/^Undo/).click();
    await box.waitFor();
    const item = itemOf(person);
    await button(/Take Zendesk/, item).click();
    await expect.poll(person.inCrm, SOON).toBe('+12125550122');
    await expect.poll(person.inHelpdesk, SOON).toBe('+12125550122');
    await expect.poll(glance).toMatch(/Both sides agree/);
  });

  it('an admin makes it a rule, having seen the change of the map', async () => {
    await openAs('Olivia');
    await button(/Make this a rule/).click();
    await frame.getByRole('combobox', { name: /What should decide/ }).waitFor();
    const patch = frame.locator('.rule pre');
    await patch.waitFor();
    expect(await patch.textContent()).toMatch(/-\s+rule: newest_with_review\s+\+\s+rule: support_wins/);
    expect(await faults()).toEqual([]);
    await button('Change the rule').click();
    await button(/Yes, change it/).click();
    await frame.getByText('The rule is changed.').waitFor();
    expect(await readFile(join(mapDir, 'sync.yaml'), 'utf8')).toBe(
      SYNC.replace('rule: newest_with_review', 'rule: support_wins'),
    );
  });

  it('the next conflict is decided by the rule; what gave way is kept', async () => {
    const person = someone(3);
    await bothEdit(person, '+12125550211', '+12125550222');
    await expect.poll(person.inCrm, SOON).toBe('+12125550222');
    expect(person.inHelpdesk()).toBe('+12125550222');
    await openAs('Ruth');
    const item = itemOf(person);
    await item.getByText('Zendesk’s edit counted. HubSpot’s is kept here.').waitFor();
    expect(await glance()).toMatch(/Both sides agree/);
    await button(/^Close/, item).click();
    await item.waitFor({ state: 'detached' });
  });
});

describe('fields', () => {
  const phone = { name: 'phone', type: 'string', fieldType: 'text' } as const;

  it('one whose property is gone is set aside, with what to do, and comes back by itself', async () => {
    demo.world.crm.define('contacts', { ...phone, isArchived: true });
    await openAs('Olivia');
    await button('Dry run Contact', card()).click();
    await card()
      .getByText(/has not been kept in sync since .*: HubSpot no longer has this field/)
      .waitFor(SOON);
    await card()
      .getByText(/Create the field again in HubSpot/)
      .waitFor();
    await expect.poll(glance, SOON).toContain('1 field is not being kept in sync.');
    expect(await faults()).toEqual([]);
    demo.world.crm.define('contacts', phone);
    await button('Dry run Contact', card()).click();
    await card()
      .getByText(/has not been kept in sync/)
      .waitFor({ state: 'detached', ...SOON });
    await card()
      .getByText(/Comparison of one field \(Phone\)/)
      .waitFor(SOON);
  });

  it('one that both sides have is added to the map by an admin who has seen the change, and filled', async () => {
    const section = frame.getByRole('region', { name: 'Fields the map does not have' });
    await button(/^Show them/, section).click();
    await button('Show the change interests', section).click();
    await section.locator('pre').waitFor();
    expect(await section.locator('pre').textContent()).toMatch(/\+ {6}interests:\n\+ {8}label: interests\n/);
    expect(await faults()).toEqual([]);
    await button('Add the field', section).click();
    await button('Yes, add it', section).click();
    await section.getByText('The field is in the map.').waitFor();
    expect(await readFile(join(mapDir, 'sync.yaml'), 'utf8')).toContain('type: multi_select');

    await openAs('Olivia');
    await card().getByText('Compare one field', { exact: true }).click();
    await card().getByRole('combobox', { name: 'Field' }).selectOption('interests');
    expect(await button('Compare and fill interests', card()).isDisabled()).toBe(true);
    await button('Dry run interests', card()).click();
    await card()
      .getByText(/Dry run of one field \(interests\)/)
      .waitFor(SOON);
    await expect.poll(() => button('Compare and fill interests', card()).isDisabled(), SOON).toBe(false);
    await button('Compare and fill interests', card()).click();
    await button(/^Yes, fill it/, card()).click();
    await card()
      .getByText(/Comparison of one field \(interests\):.*(Nothing needed a change|needed a change)/)
      .waitFor(SOON);
    expect(await faults()).toEqual([]);
  });
});
