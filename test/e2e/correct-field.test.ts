import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { editStaff } from '../flow/edit-staff.ts';
import { openSyncOf, type SyncStage } from '../flow/sync-stage.ts';
import { until } from '../flow/until.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Sidebar } from './sidebar.ts';
import { unwatched } from './unwatched-map.ts';
import type { Workspace } from './workspace.ts';

const tenant = requireTenant('acme');
const TICKET = 1001;
/** Nobody waits for the pages that are wider. */
const narrow = { viewport: { width: 1280, height: 2000 }, deviceScaleFactor: 2, reducedMotion: 'reduce' } as const;
const SOON = { timeout: 45_000 };
const shots = process.env.SHOTS;

let demo: Demo;
let sync: SyncStage;
let axe: string;
let person: ReturnType<typeof someone>;
let workspace: Workspace;
let sidebar: Sidebar;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  demo = await openDemo({ changeMap: unwatched });
  sync = await openSyncOf(demo);
  await sync.switches.set(tenant, 'contact', true, 'test');
  await sync.run('contact', 'approved');
  // The first look says from when on changes are told.
  await sync.look();
  const cursors = () => demo.database.db.selectFrom('sync_cursors').select('side').where('side', '=', 'left').execute();
  await until(async () => (await cursors()).length > 0, 60_000);
  person = someone();
  person.editInCrm('+12125550100');
  await sync.look();
  await until(() => person.inHelpdesk() === '+12125550100', 60_000);
  await newCustomer();
}, 280_000);
afterAll(async () => {
  await workspace?.close();
  await sync.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** The requester of the sample ticket, on both sides. */
function someone() {
  const { crm, people, helpdesk } = demo.world;
  const { directory, writes } = people;
  const userId = helpdesk.ticket(TICKET)!.requesterId!;
  const email = directory.user(userId)!.email!;
  const contactId = crm.having('contacts', 'email', email)[0]!.id;
  return {
    inCrm: () => valueIn(crm.find('contacts', contactId)!, 'phone'),
    inHelpdesk: () => phoneOf(directory.user(userId)!),
    editInCrm: (phone: string) => editByHand(crm, { kind: 'contacts', id: contactId, values: { phone } }),
    editInHelpdesk: (phone: string) => editUser(directory, writes, userId, { phone }),
  };
}

/** Its company was won a while ago: one step is late. */
async function newCustomer(): Promise<void> {
  const { db } = demo.database;
  const organization = String(demo.world.helpdesk.ticket(TICKET)!.organizationId);
  await sql`insert into new_customers (tenant, company_id, deal_id, won_at, organization_id, contacts)
    values ('acme', '1', '2', now(), ${organization}, 2)`.execute(db);
  const steps = demo.map.sync!.newCustomer!.checklist;
  for (const [n, { id, dueInDays }] of steps.entries())
    await sql`insert into onboarding_steps (tenant, company_id, n, step, due_at)
      values ('acme', '1', ${n}, ${id}, now() + make_interval(days => ${dueInDays - 4}))`.execute(db);
}

async function openAs(name?: string): Promise<void> {
  await workspace?.close();
  workspace = await demo.open({ browser: narrow });
  if (name) await workspace.workAs(name);
  sidebar = await workspace.openTicket(TICKET);
  await sidebar.find('[data-synced="contact"]').waitFor(SOON);
}
const phone = () => sidebar.find('[data-synced-field="contact.phone"]');
const step = (id: string) => sidebar.find(`[data-step="${id}"]`);
const focused = async () => (await sidebar.frame()).evaluate('document.activeElement.id');

const Found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
async function faults(): Promise<readonly string[]> {
  const frame = await sidebar.frame();
  await frame.evaluate(axe);
  const { violations } = Found.parse(await frame.evaluate('axe.run()'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
async function shot(name: string, of = sidebar.find('#synced')): Promise<void> {
  if (shots) await of.screenshot({ path: `${shots}/${name}.png`, animations: 'disabled' });
}
async function inBothLights(name: string): Promise<void> {
  await shot(`${name}-light`);
  expect(await faults()).toEqual([]);
  await workspace.page.locator('[data-theme-toggle]').click();
  await sidebar.find('html[data-color-scheme="dark"]').waitFor();
  await shot(`${name}-dark`);
  expect(await faults()).toEqual([]);
  await workspace.page.locator('[data-theme-toggle]').click();
  await sidebar.find('html[data-color-scheme="light"]').waitFor();
}

describe('an agent beside a ticket', () => {
  it('loads nothing of it before the cards have been read, and sees what both sides hold', async () => {
    await openAs();
    await phone().getByText('+12125550100').waitFor();
    const asked = workspace.requests.map(({ url }) => new URL(url).pathname);
    const context = asked.indexOf('/v1/context');
    expect(asked.findIndex((path) => /\/synced-/.test(path))).toBeGreaterThan(context);
    expect(asked.filter((path) => path === `/v1/tickets/${TICKET}/fields`)).toHaveLength(1);
    await inBothLights('fields-en');
  });

  it('is told in a value’s receipt who owns it', async () => {
    await sidebar.field('account.tier').locator('button').click();
    await sidebar.find('.receipt').getByText('The CRM owns this: change it there.').waitFor();
    await shot('owner-en', sidebar.card('identity'));
    await sidebar.field('account.tier').locator('button').click();
  });

  it('is shown what it is by now where it was changed meanwhile, and may still want theirs', async () => {
    await phone().getByRole('button', { name: 'Correct Phone' }).click();
    await phone().getByRole('textbox').fill('+12125550133');
    person.editInCrm('+12125550122');
    await sync.look();
    await until(() => person.inHelpdesk() === '+12125550122', 60_000);
    await phone().getByRole('button', { name: 'Save' }).click();
    await phone().getByText('It was changed meanwhile: from +12125550100 to +12125550122.').waitFor();
    await inBothLights('changed-en');
    await phone().getByRole('button', { name: 'Save mine' }).click();
    await expect.poll(person.inCrm, SOON).toBe('+12125550133');
    await expect.poll(person.inHelpdesk, SOON).toBe('+12125550133');
  });

  it('puts a number right by keyboard, and both sides have it', async () => {
    await phone().getByRole('button', { name: 'Correct Phone' }).focus();
    const { keyboard } = workspace.page;
    await keyboard.press('Enter');
    await phone().getByRole('textbox', { name: 'New value: Phone' }).waitFor();
    await keyboard.press('Escape');
    await phone().getByRole('textbox').waitFor({ state: 'detached' });
    expect(await focused()).toBe('pencil-contact.phone');
    await keyboard.press('Enter');
    await phone().getByRole('textbox').waitFor();
    await keyboard.type('call me');
    await keyboard.press('Enter');
    await phone()
      .getByText(/not a phone number/)
      .waitFor();
    await inBothLights('wrong-en');
    await phone().getByRole('textbox').fill('(212) 555-0111');
    await keyboard.press('Enter');
    await phone()
      .getByText(/^Saved\. (Being sent to HubSpot and Zendesk|HubSpot and Zendesk have it)\./)
      .waitFor();
    expect(await focused()).toBe('pencil-contact.phone');
    await inBothLights('saved-en');
    await expect.poll(person.inCrm, SOON).toBe('+12125550111');
    await expect.poll(person.inHelpdesk, SOON).toBe('+12125550111');
    await phone().getByText('Saved. HubSpot and Zendesk have it.').waitFor(SOON);
  });

  it('takes it back', async () => {
    await phone().getByRole('button', { name: /^Undo/ }).click();
    await phone().getByText('Undone.').waitFor();
    await phone().getByText('+12125550133').waitFor();
    await expect.poll(person.inCrm, SOON).toBe('+12125550133');
    await expect.poll(person.inHelpdesk, SOON).toBe('+12125550133');
  });

  it('ticks a step of the new customer, and takes that back', async () => {
    const list = sidebar.find('[data-synced="onboarding"]');
    await list.getByText('0 of 5 done').waitFor();
    await step('welcome_call')
      .getByText(/overdue since/)
      .waitFor();
    await step('welcome_call').getByRole('checkbox').focus();
    await workspace.page.keyboard.press('Space');
    await list.getByText('1 of 5 done').waitFor();
    await step('welcome_call').getByText(/done/).waitFor();
    const stored = () =>
      demo.database.db.selectFrom('onboarding_steps').select('step').where('done_at', 'is not', null).execute();
    await expect.poll(stored).toEqual([{ step: 'welcome_call' }]);
    await step('welcome_call').getByRole('button', { name: /^Undo/ }).click();
    await list.getByText('0 of 5 done').waitFor();
    await expect.poll(stored).toEqual([]);
    for (const { id } of demo.map.sync!.newCustomer!.checklist) await step(id).getByRole('checkbox').check();
    await list.getByText('5 of 5 done').waitFor();
    expect(await list.locator('details').getAttribute('open')).toBe(null);
    await inBothLights('all-done-en');
  });
});

describe('in German', () => {
  it('both sides are said, and a lead is led to where it is decided', async () => {
    await sql`update onboarding_steps set done_at = null`.execute(demo.database.db);
    await openAs('Jonas');
    await sidebar.find('[data-synced="onboarding"]').getByText('0 von 5 erledigt').waitFor();
    await phone().getByRole('button', { name: 'Telefon berichtigen' }).click();
    await phone().getByText('Wird in HubSpot und Zendesk geändert.').waitFor();
    await inBothLights('edit-de');
    await sql`update sync_records set fields = jsonb_set(fields, '{phone,held}',
      '{"why":"inside_window","sinceMs":1795860000000,"left":"+12125550111","right":"+12125550122"}')
      where object = 'contact'`.execute(demo.database.db);
    await openAs('Jonas');
    await phone()
      .getByText(/HubSpot: \+12125550111 · Zendesk: \+12125550122/)
      .waitFor();
    expect(await phone().getByRole('link').count()).toBe(0);
    await inBothLights('waits-de');
    await openAs('Ruth');
    await phone()
      .getByText(/Waiting for Sales Ops since/)
      .waitFor();
    expect(await phone().getByRole('link').getAttribute('href')).toMatch(/\/agent\/apps\/sidelight$/);
    await inBothLights('waits-lead-en');
  });
});

it('a light agent reads why they can correct nothing, in their language', async () => {
  for (const [name, id, text, shotName] of [
    [undefined, 7001, 'You are a light agent: you cannot correct these values', 'light-agent-en'],
    ['Jonas', 7002, 'Als Light Agent können Sie diese Werte nicht berichtigen', 'light-agent-de'],
  ] as const) {
    editStaff(demo, id, { isLight: true });
    await openAs(name);
    await sidebar.find('#synced').getByText(text).waitFor();
    expect(await phone().getByRole('button').count()).toBe(0);
    await inBothLights(shotName);
    editStaff(demo, id, { isLight: false });
  }
});

it('a helpdesk that keeps nothing in agreement loads and asks nothing of it', async () => {
  await sync.switches.set(tenant, 'contact', false, 'test');
  await workspace.close();
  workspace = await demo.open({ browser: narrow });
  sidebar = await workspace.openTicket(TICKET);
  await sidebar.settled();
  await workspace.page.waitForTimeout(500);
  expect(workspace.requests.filter(({ url }) => /synced|\/fields/.test(url))).toEqual([]);
});
