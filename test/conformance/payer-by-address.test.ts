import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityStage, openIdentityStage } from './identity-stage.ts';

let stage: IdentityStage;
beforeAll(async () => {
  stage = await openIdentityStage();
});
afterAll(() => stage.close());

const dana = { id: '501', email: 'dana.moor@halyard.example', companies: ['10'] };

it('a payer found by address is looked at again: the address may be another’s by now', async () => {
  const facts = { contacts: [dana], companies: [{ id: '10' }] };
  const who = { email: dana.email, id: '78' };
  stage.hold({ ...facts, payers: [{ id: 'cus_first', email: dana.email }] });
  expect(await stage.whoIs(who)).toMatchObject({ link: { billingId: 'cus_first', payerFrom: 'address' } });
  stage.hold({ ...facts, payers: [{ id: 'cus_second', email: dana.email }] });
  expect(await stage.whoIs(who)).toMatchObject({ link: { billingId: 'cus_second', payerFrom: 'address' } });
  stage.hold({
    ...facts,
    payers: [
      { id: 'cus_second', email: dana.email },
      { id: 'cus_third', email: dana.email },
    ],
  });
  expect(await stage.whoIs(who)).toMatchObject({
    ...{ link: { billingId: null }, missing: { billing: { kind: 'several' } } },
  });
  stage.hold(facts);
  expect(await stage.whoIs(who)).toMatchObject({ kind: 'linked', link: { billingId: null }, missing: {} });
});

const odd = { id: 'cus_odd', object: 'customer', email: dana.email, livemode: true, created: 'yesterday', name: null };

it.each<[string, object]>([
  ['beside one that can', { payers: [{ id: 'cus_only', email: dana.email }], oddPayers: [odd] }],
  ['where there are more than were read', { hasMorePayers: true }],
])('a payer that cannot be read may be the one: none is chosen %s', async (_, payers) => {
  stage.hold({ contacts: [dana], companies: [{ id: '10' }], ...payers });
  expect(await stage.whoIs({ email: dana.email, id: '79' })).toMatchObject({
    ...{ kind: 'linked', link: { billingId: null }, missing: { billing: { kind: 'several' } } },
  });
});

it('where no payer can be read, it is not known whether there is one', async () => {
  const email = 'other@halyard.example';
  stage.hold({ contacts: [{ ...dana, email }], companies: [{ id: '10' }], oddPayers: [odd] });
  expect(await stage.whoIs({ email, id: '80' })).toMatchObject({
    ...{ kind: 'linked', link: { billingId: null }, missing: { billing: { kind: 'failed', reason: 'bad_answer' } } },
  });
});
