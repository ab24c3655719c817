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
