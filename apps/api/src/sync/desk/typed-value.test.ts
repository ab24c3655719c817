import { Sync } from '@sidelight/shared/map/sync.ts';
import { expect, it } from 'vitest';
import { typedValue } from './typed-value.ts';

const field = (at: string, more: object) => ({
  ...{ label: at, at: { crm: at, helpdesk: at }, class: 'open', owner: 'crm' },
  ...more,
});
const sync = Sync.parse({
  owners: { business: 'a', technical: 'b' },
  objects: {
    contact: {
      ...{ label: 'Contact', at: { crm: 'contacts', helpdesk: 'users' }, match: ['email'] },
      fields: {
        email: field('email', { type: 'email' }),
        phone: field('phone', { type: 'phone', region: 'US' }),
        tier: field('tier', { type: 'picklist', values: { pro: 'plan_pro', free: 'plan_free' } }),
        tags: field('tags', { type: 'multi_select' }),
        score: field('score', { type: 'number', validation: { min: 0, max: 100 } }),
      },
    },
  },
});

it.each([
  ['email', ' Ana@X.test ', 'ana@x.test'],
  ['phone', '(415) 555-0199', '+14155550199'],
  ['tier', 'pro', 'pro'],
  ['tags', 'b; a', ['a', 'b']],
  ['email', '', null],
])('takes a value of %s as the CRM would spell it', (name, typed, canon) => {
  expect(typedValue(sync, 'contact', name, typed)).toEqual({ kind: 'value', canon });
});

it.each([
  ['email', 'nobody', 'not_an_email', []],
  ['tier', 'plan_pro', 'unknown_option', ['pro', 'free']],
  ['score', '101', 'out_of_range', []],
])('refuses one that is none of %s, and does not repeat it', (name, typed, valueClass, codes) => {
  expect(typedValue(sync, 'contact', name, typed)).toEqual({ kind: 'refused', valueClass, codes });
});

it('knows no field that the map has not', () => {
  expect(typedValue(sync, 'contact', 'constructor', 'x')).toEqual({ kind: 'no_field' });
  expect(typedValue(sync, 'company', 'email', 'x')).toEqual({ kind: 'no_field' });
});
