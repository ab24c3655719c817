import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldDe } from '../../apps/sidebar/src/words/unfold-de.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import { unwatched } from './unwatched-map.ts';
import type { Workspace } from './workspace.ts';

let demo: Demo;
let workspace: Workspace;
/** The helpdesk's frame does not lend its clipboard to an app that was posted into it; the app has another way. */
const expected = /The Clipboard API has been blocked/;
beforeAll(async () => {
  demo = await openDemo({ changeMap: unwatched });
});
beforeEach(async () => {
  workspace = await demo.open({ browser: { permissions: ['clipboard-read', 'clipboard-write'] }, expected });
});
afterEach(() => workspace.close());
afterAll(async () => {
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const questions = () => workspace.requests.filter(({ url }) => url.endsWith('/v1/context')).length;

it('lets the agent pick one of two accounts, fills the cards, and takes the pick back', async () => {
  const sidebar = await workspace.openTicket(1003);
  expect((await readSidebar(sidebar)).customer.state).toBe('ambiguous');
  await sidebar.button(`${unfoldEn.pin} Brightside GmbH`).click();
  await sidebar.find('[data-customer="linked"]').waitFor();
  const picked = await readSidebar(sidebar);
  expect(picked.fields).toMatchObject({ 'account.name': 'Brightside GmbH', 'plan.name': 'Pro', 'plan.seats': '45' });
  expect(picked.fields['payment.last_invoice']).toMatch(/^€360\.00/);
  expect(picked.fields['usage.active']).toBe('40');

  // In sight, with the day, and taken back with one click.
  expect(picked.customer.text).toMatch(/^Picked by you, [A-Z][a-z]{2} \d+/);
  await sidebar.button(en.ui.undo).click();
  await sidebar.find('[data-customer="ambiguous"]').waitFor();
  const back = await readSidebar(sidebar);
  expect(back.customer.accounts.length).toBe(2);
  expect(back.fields['plan.name']).toBeUndefined();
});

it('says by “Why?” how the account was found; that it is another one keeps it away, until that is taken back', async () => {
  const found = demo.world.tickets.find(
    ({ truth: { customer } }) => customer.state === 'linked' && customer.evidence === 'email',
  );
  if (!found?.truth.account) throw new Error('no sample is found by its address');
  const { name } = found.truth.account;
  const sidebar = await workspace.openTicket(found.ticketId);
  await sidebar.settled();
  await sidebar.button(en.ui.why).click();
  await sidebar.button(`${unfoldEn.reject} ${name}`).click();
  await sidebar.find('[data-customer="nobody"]').waitFor();
  const away = await readSidebar(sidebar);
  expect(away.customer.text).toContain(unfoldEn.ruledOut);
  expect(away.customer.accounts).toEqual([expect.stringContaining(name)]);
  expect(away.fields['plan.name']).toBeUndefined();
  await sidebar.button(`${unfoldEn.takeBack} ${name}`).click();
  await sidebar.find('[data-customer="linked"]').waitFor();
  const back = await readSidebar(sidebar);
  expect(back.fields['account.name']).toBe(name);
  expect(back.customer.text).toMatch(/^Picked by you, /);
});

it('keeps to the saved requester while another is only in the form, says so, and follows once it is submitted', async () => {
  const { page } = workspace;
  const sidebar = await workspace.openTicket(1001);
  expect((await readSidebar(sidebar)).fields['account.name']).toBe('Northwind Traders');
  const requester = page.locator('[data-requester-select="1001"]');
  const submit = page.locator('[data-submit="1001"]');
  await requester.selectOption({ label: 'Tomás Herrera' });
  await sidebar.find(`text=${en.ui.unsaved}`).waitFor();
  await sidebar.settled();
  expect((await readSidebar(sidebar)).fields).toMatchObject({
    ...{ 'customer.name': 'Dana Whitfield', 'account.name': 'Northwind Traders', 'plan.name': 'Enterprise' },
  });
  expect(await sidebar.text()).not.toMatch(/Tomás|Cerro Alto/);

  await submit.click();
  await sidebar.find('text=Cerro Alto Logistics').waitFor();
  const { fields } = await readSidebar(sidebar);
  expect(fields).toMatchObject({ 'customer.name': 'Tomás Herrera', 'plan.name': 'Business', 'payment.due': '€480.00' });
  const after = await sidebar.text();
  expect(after).not.toMatch(/Dana|Northwind|Enterprise/);
  expect(after).not.toContain(en.ui.unsaved);

  await requester.selectOption({ label: 'Dana Whitfield' });
  await submit.click();
  await sidebar.find('text=Northwind Traders').waitFor();
  expect((await readSidebar(sidebar)).fields['plan.name']).toBe('Enterprise');
});

it('shows the right ticket however fast the agent switches, and asks once for each', async () => {
  const { page } = workspace;
  const names = { 1004: 'Kestrel Works', 1007: 'Halden & Byrne', 1009: 'Meridian Freight' };
  const ids = Object.keys(names);
  for (const id of ids) await workspace.openTicket(id);
  for (let i = 0; i < 12; i++) await page.locator(`[data-ticket-tab="${ids[i % 3]}"]`).click();
  for (const [id, name] of Object.entries(names)) {
    await page.locator(`[data-ticket-tab="${id}"]`).click();
    expect((await readSidebar(workspace.sidebar(id))).fields['account.name']).toBe(name);
  }
  expect(questions()).toBe(3);
  // One answer of each system a ticket, and what is the same for every ticket once.
  const { systems } = demo.world.calls.counts();
  for (const [path, count] of Object.entries(systems.issues?.paths ?? {})) expect(count, path).toBe(1);
});

it('serves a new ticket from its requester on, and keeps up until it is saved', async () => {
  const { page } = workspace;
  await page.locator('[data-nav="new"]').click();
  const unsaved = workspace.sidebar('new');
  await unsaved.find('[data-customer="no_requester"]').waitFor();
  const requester = page.locator('[data-requester-select="new-1"]');
  await requester.selectOption({ label: 'Sunniva Haug' });
  await unsaved.find('text=Oakhollow Clinics').waitFor();
  expect((await readSidebar(unsaved)).fields['payment.status']).toBe('Paused');
  await requester.selectOption({ label: 'Haruka Minami' });
  await unsaved.find('text=Hoshizora Robotics').waitFor();
  expect((await readSidebar(unsaved)).fields['payment.due']).toBe('$50.00 + ¥14,400');
  expect(await unsaved.text()).not.toContain('Oakhollow');

  await page.locator('[data-composer="new-1"]').fill('Hello, how can we help?');
  await page.locator('[data-submit="new-1"]').click();
  const key = await page
    .locator('[data-ticket-tab][aria-current="page"]:not([data-ticket-tab^="new"])')
    .getAttribute('data-ticket-tab');
  const saved = workspace.sidebar(key ?? '');
  expect((await readSidebar(saved)).fields['account.name']).toBe('Hoshizora Robotics');
});

it('puts a customer-safe sentence into the reply as a draft, and sends nothing', async () => {
  const { page } = workspace;
  const sidebar = await workspace.openTicket(1002);
  await sidebar.settled();
  // The row's button shows what it says; only the one beside it inserts.
  await sidebar.find('.issue button.btn').click();
  await sidebar.find('.say q').waitFor();
  expect(await page.locator('[data-composer="1002"] mark.draft').count()).toBe(0);
  await sidebar.find('.say button.btn:nth-child(2)').click();
  const draft = page.locator('[data-composer="1002"] mark.draft');
  await draft.waitFor();
  expect(await draft.textContent()).toBe(
    'The VAT number is missing on some PDF invoices; I can send you a corrected one today.',
  );
  await sidebar.find('.say').getByText(unfoldEn.drafted.inserted).waitFor();
  expect(demo.world.helpdesk.comments(1002).length).toBe(1);
});

it('asks before it inserts the same sentence again, or anything into an internal note', async () => {
  const { page } = workspace;
  const sidebar = await workspace.openTicket(1002);
  await sidebar.settled();
  await sidebar.find('.issue button.btn').click();
  await sidebar.find('.say button.btn:nth-child(2)').click();
  const drafts = page.locator('[data-composer="1002"] mark.draft');
  await drafts.waitFor();
  await sidebar.find('.say button.btn:nth-child(2)').click();
  await sidebar.find('.say').getByText(unfoldEn.drafted.again).waitFor();
  expect(await drafts.count()).toBe(1);
  await sidebar.find('.say button.btn:nth-child(2)').click();
  await expect.poll(() => drafts.count()).toBe(2);

  const other = await workspace.openTicket(1008);
  await other.settled();
  await page.locator('[data-comment-type="internalNote"]:visible').click();
  await other.find('.issue button.btn').first().click();
  await other.find('.say button.btn:nth-child(2)').click();
  await other.find('.say').getByText(unfoldEn.drafted.note).waitFor();
  expect(await page.locator('[data-composer="1008"] mark.draft').count()).toBe(0);
});

it('copies a value, and says so', async () => {
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  await sidebar.find('[data-fold="payment.last_invoice"]').click();
  await sidebar.button(`${unfoldEn.copy} Last invoice`).click();
  await sidebar.button(`${unfoldEn.copied} Last invoice`).waitFor();
  expect(await workspace.page.evaluate(() => navigator.clipboard.readText())).toBe('€4,200.00');
});

it('reads one card again, and asks only its own system', async () => {
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  demo.world.calls.clear();
  const before = questions();
  await sidebar.card('payment').locator('button.again').click();
  await expect.poll(questions).toBe(before + 1);
  await sidebar.settled();
  expect(Object.keys(demo.world.calls.counts().systems)).toEqual(['billing']);
  expect((await readSidebar(sidebar)).fields['payment.status']).toBe('Paid');
});

it('opens a receipt by keyboard alone, and Escape closes it where it was opened', async () => {
  const { page } = workspace;
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const frame = await sidebar.frame();
  const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('data-fold'));
  await page.locator('[data-app-collapse]').focus();
  for (let i = 0; i < 40 && (await focused()) !== 'payment.status'; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const receipt = sidebar.find('.panel[data-fold="payment.status"]');
  await receipt.waitFor();
  const text = (await receipt.allInnerTexts()).join();
  for (const words of ['Stripe', 'No invoice is open.', unfoldEn.read]) expect(text).toContain(words);
  // The rule as code is for admins.
  for (const words of [unfoldEn.rule, 'billing.payment']) expect(text).not.toContain(words);
  expect(await receipt.getByRole('link').getAttribute('href')).toMatch(/^http.*\/console\//);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await receipt.waitFor({ state: 'detached' });
  expect(await focused()).toBe('payment.status');
});

it('turns dark and light with the helpdesk, without loading again', async () => {
  const sidebar = await workspace.openTicket(1001);
  await sidebar.settled();
  const frame = await sidebar.frame();
  const paper = () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const asked = workspace.requests.length;
  await workspace.page.locator('[data-theme-toggle]').click();
  await sidebar.find('html[data-color-scheme="dark"]').waitFor();
  expect(await paper()).not.toBe(light);
  await workspace.page.locator('[data-theme-toggle]').click();
  await sidebar.find('html[data-color-scheme="light"]').waitFor();
  expect(await paper()).toBe(light);
  expect(workspace.requests.slice(asked).filter(({ url }) => url.startsWith(demo.apiUrl))).toEqual([]);
});

it('speaks German to an agent who does', async () => {
  await workspace.page.locator('[data-agent-switch]').selectOption({ label: 'Jonas Albrecht, agent (Deutsch)' });
  const sidebar = await workspace.openTicket(1001);
  const { fields, customer, announced } = await readSidebar(sidebar);
  expect(await sidebar.find('h2').allTextContents()).toEqual([
    'Kunde',
    'Tarif',
    'Zahlung',
    'Bekannte Probleme',
    'Nutzung',
    'Gesundheit',
    'Verlauf',
    'Vertrieb',
  ]);
  expect(fields['plan.entitlement']).toBe('Antwort in 1 h · Premium');
  expect(fields['payment.status']).toBe('Bezahlt');
  expect(fields['payment.last_invoice']).toMatch(/^4\.200,00 € /);
  expect(customer.text).toContain('Erkannt an: Organisations-ID');
  expect(announced).toBe(unfoldDe.loaded);
  expect(await sidebar.find('html').getAttribute('lang')).toMatch(/^de/);
});
