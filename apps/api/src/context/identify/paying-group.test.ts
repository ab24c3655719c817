import { expect, it } from 'vitest';
import { acme, linkOf, openDesk } from '../fixtures/desk.ts';
import { answerOf } from '../fixtures/desk-answers.ts';
import { createAsk } from './ask-crm.ts';
import { payingGroup } from './paying-group.ts';

/** Accounts by id: the one above, and whom the CRM names as payer. */
function find(accounts: Readonly<Record<string, { parent?: string; billing?: string }>>, own = {}) {
  const desk = openDesk();
  const properties = (record: unknown) => (record as { properties: Record<string, string | undefined> }).properties;
  desk.answer('crm.account', async ({ value }) => {
    const found = accounts[value];
    return found ? answerOf(value, { id: value, name: `The ${value}`, properties: found }) : null;
  });
  const links = new Map([
    ['parent', (record: unknown) => properties(record).parent],
    ['billing', (record: unknown) => properties(record).billing],
  ]);
  const deps = { ...desk.deps, blueprint: { ...desk.deps.blueprint, links } };
  const { ask } = createAsk(desk.deps.reader, acme, AbortSignal.timeout(1000));
  return payingGroup(deps, ask, linkOf('a1', { billingId: 'b9', ...own }));
}
const child = { parent: 'a0', billing: 'b9' };

it('is the company above, where both have the same payer', async () => {
  expect(await find({ a1: child, a0: { billing: 'b9' } })).toBe('The a0');
});

it.each([
  ['nobody is above', { a1: { billing: 'b9' } }, {}],
  ['the one above has a payer of its own', { a1: child, a0: { billing: 'b1' } }, {}],
  ['the one above has none', { a1: child, a0: {} }, {}],
  ['the one above is gone', { a1: child }, {}],
  ['the payer was found by address', { a1: child, a0: { billing: 'b9' } }, { payerFrom: 'address' }],
  ['nobody pays', { a1: child, a0: { billing: 'b9' } }, { billingId: null }],
])('is nobody where %s', async (_, accounts, own) => {
  expect(await find(accounts, own)).toBeUndefined();
});
