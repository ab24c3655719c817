import { join } from 'node:path';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { compileSync } from './compile.ts';

const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));

const small = (field: object) =>
  compileSync(
    Sync.parse({
      owners: { business: 'a', technical: 'b' },
      objects: {
        contact: {
          label: 'Contact',
          at: { crm: 'contacts', helpdesk: 'users' },
          match: ['one'],
          first: 'helpdesk',
          create: ['crm'],
          fields: { one: { label: 'One', type: 'text', at: { crm: 'a', helpdesk: 'b' }, class: 'open', ...field } },
        },
      },
    }),
  ).objects[0]!;

it('makes a plan of the demo map: companies first, each field with both its ends', () => {
  const { objects, breaker } = compileSync(map.sync!);
  expect(objects.map(({ id }) => id)).toEqual(['company', 'contact']);
  expect(breaker).toEqual({ rounds: 2, withinMs: 600_000 });
  const [company, contact] = objects;
  expect(company?.fields.length).toBe(Object.keys(map.sync!.objects.company!.fields).length);
  expect(company?.match.map(({ id }) => id)).toEqual(['domain', 'name']);
  expect(company).toMatchObject({ left: 'companies', right: 'organizations', create: ['right'], first: 'left' });
  expect(company?.fields.find(({ id }) => id === 'plan_tier')).toMatchObject({
    left: { property: 'customer_tier', form: { type: 'picklist', side: 'left', values: { pro: 'plan_pro' } } },
    right: { property: 'organization_fields.plan_tier', form: { side: 'right' } },
    policy: { kind: 'owned', owner: 'left', foreignEdit: 'revert' },
    nulls: 'propagate',
  });
  expect(company?.fields.find(({ id }) => id === 'health_score')).toMatchObject({
    policy: { kind: 'owned', owner: 'sidelight' },
    validation: { min: 0, max: 100 },
  });
  expect(contact?.fields.find(({ id }) => id === 'phone')).toMatchObject({
    left: { form: { region: 'US' } },
    policy: { kind: 'shared', rule: 'crm_wins', windowMs: 5000 },
  });
});

it('says who owns, who may make one and who counts first by side', () => {
  expect(small({ owner: 'helpdesk', foreignEdit: 'show' })).toMatchObject({
    ...{ create: ['left'], first: 'right' },
    fields: [{ policy: { kind: 'owned', owner: 'right', foreignEdit: 'show' }, validation: {} }],
  });
});

it('compiles what is worked out on the way', async () => {
  const [field] = small({ owner: 'crm', transform: "$uppercase($) & '!'" }).fields;
  expect(await field?.transform?.('pro')).toBe('PRO!');
});
