import { join } from 'node:path';
import { createBlueprint } from '@sidelight/api/context/blueprint.ts';
import { fieldOf, type View } from '@sidelight/api/context/present/field.ts';
import { know } from '@sidelight/api/context/read/evaluate-fields.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { PaymentStatus } from '@sidelight/shared/record/billing.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Account, bill, NOW_MS, openBill, readAccount, seconds, serveAccount, sub } from './stripe-account.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const map = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
const blueprint = createBlueprint(map);
const view: View = {
  role: 'lead',
  seesAllTickets: true,
  locale: 'en',
  tags: [],
  placeholders: () => ({}),
  givesWrongValues: () => false,
  silentBecause: () => undefined,
};

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

/** What an agent sees of the billing fields, through the connector and the demo company's map. */
async function shown(account: Account) {
  serveAccount(upstream, account);
  const reader = await readAccount(upstream);
  const answers = {
    'billing.subscriptions': await reader.ask('subscriptions'),
    'billing.payment': (await reader.payment()).answer,
  };
  await reader.close();
  const fields: Record<string, unknown> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const plan = blueprint.reads.get(name);
    if (!plan || !answer) throw new Error(`there is no ${name}`);
    const known = await know(plan.fields, answer, { readAtMs: NOW_MS, readSteadyMs: NOW_MS });
    for (const one of plan.fields) {
      const field = fieldOf(one, plan, { kind: 'fresh', known, isCached: false }, view);
      const value = field?.state === 'ok' ? field.value : undefined;
      fields[one.id] =
        field?.state === 'failed' ? field.reason : value && 'label' in value ? value.label : (value ?? field?.state);
    }
  }
  return fields;
}

it('every payment state has a label in both languages', () => {
  const values = map.systems.billing?.fields['payment.status']?.values ?? {};
  expect(Object.keys(values).sort()).toEqual([...PaymentStatus.options].sort());
  for (const { label } of Object.values(values))
    expect(label).toMatchObject({ en: expect.any(String), de: expect.any(String) });
});

it('what is whole is shown, several plans as several', async () => {
  const other = sub({ id: 'sub_two', start_date: seconds('2025-01-01T00:00:00Z') });
  expect(await shown({ subscriptions: [sub(), other], invoices: [bill()] })).toMatchObject({
    'plan.name': { text: 'Enterprise, Enterprise' },
    'payment.status': 'Paid',
    'payment.due': 'absent',
  });
  const many = Array.from({ length: 5 }, (_, n) => sub({ id: `sub_${n}` }));
  expect((await shown({ subscriptions: many }))['plan.name']).toMatchObject({ text: 'Enterprise, Enterprise + 3' });
});

it('past the cap the plan, the state and the sum are not certain', async () => {
  const many = Array.from({ length: 320 }, (_, n) => sub({ id: `sub_${n}` }));
  expect(await shown({ subscriptions: many, invoices: [bill()] })).toMatchObject({
    ...{ 'plan.name': 'incomplete', 'plan.entitlement': 'incomplete', 'plan.seats': 'incomplete' },
    ...{ 'payment.status': 'incomplete', 'payment.due': 'incomplete', 'payment.next': 'incomplete' },
  });
});

it('an odd record beside a late invoice: late is shown, the sum is not', async () => {
  const late = openBill({ id: 'in_late', due_date: seconds('2026-11-01T00:00:00Z') });
  const fields = await shown({ subscriptions: [sub()], invoices: [bill({ id: 'in_odd', created: null }), late] });
  expect(fields).toMatchObject({
    'plan.name': { text: 'Enterprise' },
    ...{ 'payment.status': 'Past due', 'payment.due': 'incomplete', 'payment.last_invoice': 'incomplete' },
  });
});

it('nothing yet, and something that begins', async () => {
  const schedule = {
    ...{ id: 'sub_sched_1', customer: sub().customer, livemode: true, status: 'not_started' },
    phases: [{ start_date: seconds('2027-01-01T00:00:00Z') }],
  };
  expect(await shown({ schedules: [schedule] })).toMatchObject({
    ...{ 'plan.name': 'absent', 'plan.term': 'Starts', 'payment.status': 'Not started yet' },
    'payment.next': 'First charge',
  });
});
