import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createTabNames } from './tab-names.ts';

const secret = randomBytes(32);
const [acme, umbra] = [requireTenant('acme'), requireTenant('umbra')];
const nameOf = createTabNames(secret);

it('is the same for one person wherever it is asked, and for nobody else', () => {
  expect(createTabNames(secret)(acme, '7004')).toBe(nameOf(acme, '7004'));
  const names = [nameOf(acme, '7004'), nameOf(acme, '7005'), nameOf(umbra, '7004'), nameOf(acme, '004')];
  expect(new Set(names).size).toBe(names.length);
  expect(createTabNames(randomBytes(32))(acme, '7004')).not.toBe(nameOf(acme, '7004'));
});

it('says nothing of whose it is', () => {
  expect(nameOf(acme, '7004')).toMatch(/^[\w-]{43}$/);
});
