import { join } from 'node:path';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { beforeAll, expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { fieldOwnersOf } from './field-owners.ts';

let map: IntegrationMap;
beforeAll(async () => {
  map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(10_000));
});

it('what the CRM owns is its to change, what is worked out from tickets support’s', () => {
  const owners = fieldOwnersOf(map);
  expect(Object.fromEntries(owners)).toMatchObject({
    ...{ 'account.name': 'crm', 'account.tier': 'crm', 'account.owner': 'crm', 'customer.role': 'crm' },
    ...{ 'health.score': 'support', 'health.open': 'support' },
  });
  // The city is nobody's to keep equal.
  expect(owners.has('customer.city')).toBe(false);
});

it('a field with a rule is both’s', () => {
  const crm = map.systems.crm!;
  const shown = { ...crm.fields['customer.city']!, value: 'properties.phone' };
  const systems = { ...map.systems, crm: { ...crm, fields: { ...crm.fields, 'customer.phone': shown } } };
  expect(fieldOwnersOf({ ...map, systems }).get('customer.phone')).toBe('both');
});

it('without sync nobody is named', () => {
  expect(fieldOwnersOf({ ...map, sync: undefined }).size).toBe(0);
});
