import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { withdrawEach } from './withdraw-agent.ts';

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
