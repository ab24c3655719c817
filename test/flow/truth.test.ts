import type { ContextAnswer } from '@sidelight/shared/context/event.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Truth } from '../world/company/truth.ts';
import { shown } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let token: string;
beforeAll(async () => {
  product = await startProduct();
  token = await product.session('lead');
});
afterAll(() => product.stop());

const text = (value: string | null) => (value === null ? 'absent' : { kind: 'text', text: value });
const day = (at: string) => new Date(at).toISOString();

/** What the cards must say when this is true. */
function expected(truth: Truth): Record<string, unknown> {
  const { account, contact, plan, payment, usage, sales } = truth;
  const fields: Record<string, unknown> = {};
  if (truth.requester) fields['customer.name'] = text(truth.requester.name);
  fields['customer.care'] = truth.care ? { kind: 'code', code: truth.care } : 'absent';
  if (account) {
    fields['account.name'] = text(account.name);
    fields['account.owner'] = text(account.owner);
    fields['account.tier'] = account.tier === null ? 'absent' : { kind: 'code', code: account.tier };
  }
  if (account && contact) {
    fields['customer.role'] = text(contact.role);
    fields['customer.city'] = text(contact.city);
    fields['customer.marketing'] = contact.marketing ? { kind: 'code', ...contact.marketing } : 'absent';
  }
  const planFields = ['plan.name', 'plan.entitlement', 'plan.seats', 'plan.term', 'plan.worth'];
  if (plan === null) for (const id of planFields) fields[id] = 'absent';
  else if (typeof plan === 'string') for (const id of planFields) fields[id] = stateOf(plan);
  else {
    fields['plan.name'] = text([plan.name, ...(plan.morePlans ?? [])].join(', '));
    fields['plan.entitlement'] = { kind: 'code', code: plan.code };
    fields['plan.seats'] = { kind: 'number', number: plan.seats };
    fields['plan.term'] = { kind: 'code', code: plan.term.code, ...(plan.term.at && { since: day(plan.term.at) }) };
    fields['plan.worth'] = { kind: 'money', ...plan.worth };
  }
  if (typeof payment === 'string') {
    for (const id of ['payment.status', 'payment.due', 'payment.last_invoice']) fields[id] = stateOf(payment);
  } else {
    const [due, ...more] = payment.due;
    const since = payment.since === null ? {} : { since: day(payment.since) };
    fields['payment.status'] = { kind: 'code', code: payment.status, ...since };
    fields['payment.due'] = due ? { kind: 'money', ...due, ...(more.length > 0 ? { more } : {}) } : 'absent';
    fields['payment.last_invoice'] = payment.lastInvoice
      ? { kind: 'money', ...payment.lastInvoice.total, at: day(payment.lastInvoice.at) }
      : 'absent';
    const next = nextCode(payment);
    fields['payment.next'] = next
      ? { kind: 'code', code: next, isConfirmed: true, ...(payment.nextAt && { since: day(payment.nextAt) }) }
      : 'absent';
  }
  if (usage === null) fields['usage.active'] = 'absent';
  else if (typeof usage === 'string') fields['usage.active'] = stateOf(usage);
  else {
    fields['usage.active'] = { kind: 'number', number: usage.active7d };
    fields['usage.active_month'] = { kind: 'number', number: usage.active30d };
    fields['usage.trend'] = { kind: 'trend', points: usage.trend };
    fields['usage.last_seen'] = { kind: 'date', at: day(usage.lastSeenAt) };
    fields['usage.version'] = text(usage.version);
    fields['usage.flags'] = text(usage.flags.join(', ') || null);
    fields['usage.errors'] = {
      kind: 'number',
      number: usage.errors24h,
      ...(usage.topError === null ? {} : { note: usage.topError }),
    };
  }
  if (!account) return fields;
  const [amount, ...more] = sales?.amounts ?? [];
  const { lastDeal, call } = sales ?? {};
  fields['sales.pinned'] = text(sales?.pinned ?? null);
  fields['sales.deals'] = text(sales?.open.join('; ') || null);
  fields['sales.closes'] = sales?.closesAt ? { kind: 'date', at: sales.closesAt } : 'absent';
  fields['sales.amount'] = amount ? { kind: 'money', ...amount, ...(more.length > 0 ? { more } : {}) } : 'absent';
  fields['sales.last_deal'] = lastDeal ? { kind: 'code', code: lastDeal.state, since: lastDeal.at } : 'absent';
  fields['sales.call'] = call ? { kind: 'date', at: call.at } : 'absent';
  fields['sales.call_about'] = text(call?.about ?? null);
  fields['sales.call_outcome'] = call ? { kind: 'code', code: call.outcome, isConfirmed: true } : 'absent';
  return fields;
}

/** What is next by this state, with a day where one is set. */
function nextCode({ status, nextAt }: { readonly status: string; readonly nextAt: string | null }) {
  const dated: Readonly<Record<string, string>> = { trial: 'first_charge', overdue: 'retry', invoice_open: 'due' };
  if (nextAt) return dated[status] ?? 'invoice';
  const undated: Readonly<Record<string, string>> = {
    ...{ overdue: 'no_retry', suspended_for_nonpayment: 'after_payment', paused: 'while_paused' },
    grace_period: 'unclear',
  };
  return undated[status];
}

/** A bad answer fails the field; two payers block it; everything else leaves it without an id to ask with. */
const stateOf = (why: string) => (why === 'test_data' ? 'failed' : expect.stringMatching(/^(unlinked|failed)$/));

function check(answer: ContextAnswer, truth: Truth): void {
  expect(answer.customer.state).toBe(truth.customer.state);
  if (answer.customer.state === 'linked') {
    expect(answer.customer.account.id).toBe(truth.account?.id);
    expect(answer.customer.evidence[0]).toBe(truth.customer.evidence);
  }
  if (answer.customer.state === 'ambiguous' || answer.customer.state === 'suggested') {
    expect(answer.customer.candidates.map((c) => c.accountId).sort()).toEqual([...truth.customer.candidates].sort());
  }
  expect(titles(answer, 'issues.incidents')).toEqual([...truth.incidents].sort());
  expect(titles(answer, 'issues.known')).toEqual([...truth.known].sort());
  for (const [id, value] of Object.entries(expected(truth))) {
    const found = shown(answer.cards, id);
    if (typeof value === 'object' && value !== null && 'kind' in value) expect(found, id).toMatchObject(value);
    else expect(found, id).toEqual(value);
  }
}

function titles(answer: ContextAnswer, id: string): string[] {
  const value = shown(answer.cards, id);
  return typeof value === 'object' && value.kind === 'issues'
    ? value.items.map((item) => item.title).sort()
    : [String(value)];
}

describe('every sample ticket, against its seeded truth', () => {
  it('shows what is true, cold and then remembered', async () => {
    expect(product.world.tickets.length).toBeGreaterThanOrEqual(12);
    for (const { ticketId, truth, key } of product.world.tickets) {
      for (const round of ['cold', 'remembered']) {
        const answer = await product.whole(token, { ticketId: String(ticketId) });
        try {
          check(answer, truth);
        } catch (error) {
          throw new Error(`${key} (${round})`, { cause: error });
        }
      }
    }
  });

  it('sends the same in a stream as in one object', async () => {
    const { events } = await product.stream(token, { ticketId: '1001' });
    expect(events[0]?.type).toBe('open');
    expect(events.at(-1)?.type).toBe('done');
    const whole = await product.whole(token, { ticketId: '1001' });
    const cards = new Map(events.flatMap((e) => (e.type === 'card' ? [[e.card.id, e.card.fields] as const] : [])));
    for (const card of whole.cards) expect(cards.get(card.id)).toEqual(card.fields);
  });

  it('never sends an agent what only leads may see, in any card, event or receipt', async () => {
    const agent = await product.session('agent');
    const truth = product.world.tickets[0]!.truth;
    if (truth.plan === null || typeof truth.plan === 'string') throw new Error('the first sample has a plan');
    const secrets = [truth.plan.worth.amount, ...(truth.sales?.amounts ?? []).map(({ amount }) => amount)];
    expect(secrets.length).toBe(3);
    for (let round = 0; round < 2; round++) {
      const { events } = await product.stream(agent, { ticketId: '1001' });
      for (const secret of secrets) expect(JSON.stringify(events)).not.toContain(secret);
      const lead = await product.stream(token, { ticketId: '1001' });
      for (const secret of secrets) expect(JSON.stringify(lead.events)).toContain(secret);
    }
  });

  it('says why, by the map, and shows the rule as code to admins only', async () => {
    const receiptOf = async (role: 'agent' | 'admin', ticketId: string, id: string) => {
      const { cards } = await product.whole(await product.session(role), { ticketId });
      const field = cards.flatMap((card) => card.fields).find((one) => one.id === id);
      return field && 'receipt' in field ? field.receipt : undefined;
    };
    const { mapping, why, record } = (await receiptOf('agent', '1009', 'payment.status')) ?? {};
    expect(mapping).toBeUndefined();
    expect(record).toMatchObject({ type: 'invoice', url: expect.stringMatching(/^http/) });
    expect(why).toEqual([
      ...['Invoice of ', { kind: 'date', at: expect.any(String) }, ', '],
      ...[{ kind: 'money', amount: '720.00', currency: 'USD' }, ', unpaid for ', { since: expect.any(String) }],
      '. The subscription is suspended until it is paid.',
    ]);
    // Two subscriptions: said where they are two, and not where there is one.
    expect((await receiptOf('agent', '1009', 'plan.name'))?.why?.[1]).toEqual({ kind: 'number', number: 1 });
    expect(await receiptOf('agent', '1001', 'plan.name')).not.toHaveProperty('why');
    expect((await receiptOf('admin', '1009', 'payment.status'))?.mapping).toMatch(/^billing\.payment: /);
  });

  it('speaks the agent’s language', async () => {
    const german = await product.world.session(
      { role: 'agent', location: 'ticket_sidebar', locale: 'de' },
      AbortSignal.timeout(5000),
    );
    if (!german.ok) throw new Error('no session');
    const answer = await product.whole(german.token, { ticketId: '1002' });
    expect(answer.frames.map((frame) => frame.title)).toEqual([
      'Kunde',
      'Tarif',
      'Zahlung',
      'Bekannte Probleme',
      'Nutzung',
      'Gesundheit',
      'Verlauf',
      'Vertrieb',
    ]);
    expect(shown(answer.cards, 'payment.status')).toMatchObject({ label: 'Überfällig' });
  });
});
