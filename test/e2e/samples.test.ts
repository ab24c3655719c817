import { say } from '@sidelight/shared/map/text.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import type { Truth } from '../world/company/truth.ts';
import { expectedText } from './expected-text.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { type Reading, readSidebar } from './read-sidebar.ts';
import type { Workspace } from './workspace.ts';

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo();
  workspace = await demo.open();
});
afterAll(async () => {
  await workspace.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

const samples = await sampleKeys();

describe('every sample ticket, opened from the list, against its seeded truth', () => {
  it.each(samples)('%s %s', async (id) => {
    const sidebar = await workspace.openTicket(id);
    const reading = await readSidebar(sidebar);
    check(reading, truthOf(id), 'agent');
    checkStory(reading, id);
    await workspace.page.locator(`[data-tab-close="${id}"]`).click();
  });

  it('shows a lead what the contracts are worth, and everything else as before', async () => {
    await workspace.page.locator('[data-agent-switch]').selectOption({ label: 'Ruth Abara, shift lead' });
    for (const id of ['1001', '1012', '1014', '1020', '1022']) {
      const sidebar = await workspace.openTicket(id);
      check(await readSidebar(sidebar), truthOf(id), 'lead');
      await workspace.page.locator(`[data-tab-close="${id}"]`).click();
    }
  });
});

async function sampleKeys(): Promise<readonly (readonly [string, string])[]> {
  const { generateCompany } = await import('../world/company/company.ts');
  const { samples } = generateCompany({ seed: 'sidelight', customers: 0, nowMs: Date.now() });
  return samples.map(({ ticketId, key }) => [String(ticketId), key]);
}

function truthOf(id: string): Truth {
  const sample = demo.world.tickets.find(({ ticketId }) => String(ticketId) === id);
  if (!sample) throw new Error(`no sample ticket ${id}`);
  return sample.truth;
}

function check(reading: Reading, truth: Truth, role: 'agent' | 'lead'): void {
  const expected = expectedText(truth, demo.map, role, Date.now());
  for (const [id, text] of Object.entries(expected)) {
    if (text instanceof RegExp) expect(reading.fields[id], id).toMatch(text);
    else expect(reading.fields[id], id).toBe(text ?? undefined);
  }
  const days = typeof truth.usage === 'object' ? truth.usage?.trend : undefined;
  const [from, to] = [days?.[0], days?.at(-1)].map((day) => day?.toLocaleString('en-US'));
  const said = days && `Active people a day over ${days.length} days: from ${from} to ${to}, `;
  expect(reading.drawings['usage.trend']?.replace(/(rising|falling|about the same)$/, '')).toBe(said);
  checkCustomer(reading, truth);
  expect(reading.fallbacks.identity).toBe('');
  expect(reading.fallbacks.issues).toBe('');
  expect(reading.fallbacks.plan).toMatch(fallbackIn(truth, truth.plan, 'Plan'));
  // What plan and payment lack for one cause is said on the first of them.
  const payment = fallbackIn(truth, truth.payment, 'Payment', typeof truth.plan === 'string');
  expect(reading.fallbacks.payment).toMatch(payment);
  expect(reading.fallbacks.usage).toMatch(fallbackIn(truth, truth.usage, 'Usage'));
  expect([...reading.issues].sort()).toEqual([...truth.incidents, ...truth.known].sort());
  expect(reading.strays).toBe(0);
}

function checkCustomer({ customer, announced }: Reading, truth: Truth): void {
  const { state, evidence, candidates } = truth.customer;
  expect(customer.state).toBe(state);
  if (state === 'linked') return;
  const { say, next } = unfoldEn.customer[state];
  expect(customer.text).toContain(say);
  expect(customer.text).toContain(next);
  expect(announced).toBe(`${say} ${next}`);
  expect(customer.accounts.length).toBe(candidates.length);
  for (const id of candidates) {
    const account = demo.world.company.account(id);
    const shown = customer.accounts.find((text) => text.startsWith(account?.name ?? '?'));
    expect(shown, account?.name).toContain(account?.domain);
    expect(shown, account?.name).toContain(`Matched by ${en.evidence[evidence ?? 'picked']}`);
    expect(shown, account?.name).toContain(unfoldEn.pin);
  }
}

/** What explains an odd match, which takes the line of how the account was found. */
const STORIES: Readonly<Record<string, string>> = {
  merged_record: 'Merged in the CRM, found by its old ID',
  shared_mailbox: 'Shared mailbox, maybe several people',
  parent_and_child: 'The group pays: Aurelia Group',
};

function checkStory({ customer }: Reading, id: string): void {
  const { state, evidence } = truthOf(id).customer;
  const key = samples.find(([ticketId]) => ticketId === id)?.[1] ?? '';
  if (state !== 'linked') return;
  const how = STORIES[key] ?? `Matched by ${en.evidence[evidence ?? 'picked']}`;
  expect(customer.text.replace(/ Why\?.*$/, '')).toBe(how);
}

/** What a card says in the place of values that cannot be had: why, and for a failure what to do and who owns it. */
function fallbackIn(truth: Truth, part: unknown, title: string, isSaidBefore = false): RegExp {
  if (typeof part !== 'string') return /^$/;
  if (truth.customer.state !== 'linked') {
    // Every word a sample's part may be while nobody is linked is one of these.
    const why = en.unlinked[part as keyof typeof en.unlinked];
    return new RegExp(`^(${title} )?${why}$`);
  }
  const reason = part === 'test_data' ? 'test_data' : 'identity_ambiguous';
  const because = literal(en.reasons[reason].replace('%', 'Stripe'));
  if (isSaidBefore) return new RegExp(`^${because} See Plan Not known: Status, Due, Last invoice, Next$`);
  const byHand = demo.map.systems.billing?.fallbacks.billing_by_hand;
  const steps = byHand?.steps.filter(({ reasons }) => reasons?.includes(reason)) ?? [];
  const told = steps.map(({ text }) =>
    literal(say(text, 'en')).replace('\\{\\{billing\\.customers\\}\\}', '.+ \\(cus_\\w+\\), .+ \\(cus_\\w+\\)'),
  );
  const sentence = literal(say(byHand?.sentence ?? '', 'en'));
  const owner = 'Owner: RevOps · #revops-desk Tell them';
  return new RegExp(
    `^Not known(: ${title})?\\. ${because} .*${told.join('.*')}.*${sentence} Copy Insert reply ${owner} Plan: .+ Payment: .+ (All steps|Less) .+$`,
  );
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
