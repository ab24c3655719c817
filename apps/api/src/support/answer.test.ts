import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createSupportAnswer } from './answer.ts';

const subject = { by: 'id', value: 'organizations:7' } as const;
const answerOf = async (isKept: boolean) => {
  const store = { isKept: async () => isKept, find: async () => undefined };
  const ask = createSupportAnswer({ tenant: requireTenant('acme'), store, steadyNow: () => 0 });
  return await ask(subject);
};

it('tells a customer with few tickets from tickets that nobody counts', async () => {
  expect(await answerOf(true)).toMatchObject({ record: { level: 'too_few', openTickets: null } });
  expect(await answerOf(true)).not.toHaveProperty('isNobodyAsked');
  expect(await answerOf(false)).toMatchObject({
    record: { level: 'not_kept', openTickets: null },
    isNobodyAsked: true,
  });
});
