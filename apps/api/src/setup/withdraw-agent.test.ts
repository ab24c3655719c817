import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { lapseAgent, withdrawEach } from './withdraw-agent.ts';

it('one whose consent cannot be given back keeps nobody else’s', async () => {
  const tenant = requireTenant('acme');
  const did: string[] = [];
  const trouble: unknown[] = [];
  const withdraw = async ({ userId }: { readonly userId: string }) => {
    if (userId === '2') throw new Error('the store is away');
    did.push(userId);
  };
  const all = ['1', '2', '3'].map((userId) => ({ tenant, userId }));
  await withdrawEach(all, withdraw, (error) => void trouble.push(error));
  expect(did).toEqual(['1', '3']);
  expect(trouble).toHaveLength(1);
});

it.each([
  ['not_connected', true, 0],
  ['undecipherable', false, 0],
] as const)('one that has ended and is %s: nothing is left to do: %s', async (kind, isDone, disconnected) => {
  let count = 0;
  const deps = {
    tokens: {
      accessToken: async () => ({ kind }),
      held: async () => undefined,
      async disconnect() {
        count++;
        return undefined;
      },
    },
    exchange: { giveBack: async () => ({ kind: 'given_back' }) as const },
    recordOf: () => {
      throw new Error('nothing is forgotten');
    },
  };
  const who = { tenant: requireTenant('acme'), userId: '1' };
  expect(await lapseAgent(deps, who, AbortSignal.timeout(1000))).toBe(isDone);
  expect(count).toBe(disconnected);
});
