import { expect, it } from 'vitest';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { createQuotaTable } from './quota-table.ts';

const key = { tenant: requireTenant('acme'), connector: 'crm', version: 1 };
const rates = [{ windowMs: 60_000, calls: 100 }];

it('is the same budget however often the running parts of a tenant are made', () => {
  const table = createQuotaTable({ isShared: false, now: () => 0 });
  expect(table.get({ ...key }, [...rates], 0.3)).toBe(table.get(key, rates, 0.3));
});

it('is another for another tenant, other credentials, another limit or another share', () => {
  const table = createQuotaTable({ isShared: false, now: () => 0 });
  const first = table.get(key, rates, 0.3);
  expect(table.get({ ...key, tenant: requireTenant('other') }, rates, 0.3)).not.toBe(first);
  const renewed = table.get({ ...key, version: 2 }, rates, 0.3);
  expect(renewed).not.toBe(first);
  expect(table.get({ ...key, version: 2 }, [{ windowMs: 60_000, calls: 50 }], 0.3)).not.toBe(renewed);
  expect(table.get({ ...key, version: 2 }, rates, 0.5)).not.toBe(renewed);
});
