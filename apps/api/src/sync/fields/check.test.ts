import { describe, expect, it } from 'vitest';
import { changesOf, returning } from './changes.ts';
import { faultsOf } from './check.ts';
import { contactsWith, defined, withOptions } from './fixtures.ts';
import type { FieldAside } from './ports.ts';

const plan = contactsWith({
  email: { type: 'email' },
  tier: { type: 'picklist', values: { pro: 'plan_pro', free: 'plan_free' } },
  phone: { type: 'phone', direction: 'two_way', rule: 'crm_wins' },
});
const right = [
  defined('user_fields.email', ['email']),
  defined('user_fields.tier', ['picklist'], withOptions('plan_pro', 'plan_free', 'plan_old')),
  defined('user_fields.phone', ['phone']),
];
const without = (name: string) => right.filter((one) => one.name !== `user_fields.${name}`);

describe('a field of the map', () => {
  it('that fits is compared and written', () => {
    expect(faultsOf(plan, 'right', right)).toEqual([]);
  });

  it.each([
    ['is gone', without('tier'), { field: 'tier', why: 'gone', lost: [] }],
    [
      'is archived',
      [...without('tier'), defined('user_fields.tier', ['picklist'], { isArchived: true })],
      { field: 'tier', why: 'gone', lost: [] },
    ],
    [
      'is of another kind',
      [...without('phone'), defined('user_fields.phone', ['date'])],
      { field: 'phone', why: 'type', lost: [] },
    ],
    [
      'has lost an option that the map names',
      [...without('tier'), defined('user_fields.tier', ['picklist'], withOptions('plan_free'))],
      { field: 'tier', why: 'options', lost: ['plan_pro'] },
    ],
    [
      'cannot be written any more',
      [...without('email'), defined('user_fields.email', ['email'], { isWritable: false })],
      { field: 'email', why: 'read_only', lost: [] },
    ],
  ])('whose property %s is told with its reason', (_, definitions, fault) => {
    expect(faultsOf(plan, 'right', definitions)).toEqual([{ side: 'right', ...fault }]);
  });

  it('may be read only on the side that owns it, and there alone', () => {
    const left = ['email', 'tier', 'phone'].map((name) =>
      defined(name, name === 'tier' ? ['picklist'] : ['email', 'phone'], { isWritable: false }),
    );
    expect(faultsOf(plan, 'left', left)).toEqual([{ field: 'phone', side: 'left', why: 'read_only', lost: [] }]);
  });

  it('of a kind that a vendor has come up with since is believed', () => {
    const { types: _, ...unknown } = defined('user_fields.phone', []);
    expect(faultsOf(plan, 'right', [...without('phone'), unknown])).toEqual([]);
  });

  it('that another has taken the place of is not looked at', () => {
    const replaced = contactsWith({ email: { type: 'email' }, tier: {}, plan: { replaces: 'tier' } });
    const found = faultsOf(replaced, 'right', [right[0]!, defined('user_fields.plan', ['text'])]);
    expect(found).toEqual([]);
  });
});

describe('what follows', () => {
  const gone = { field: 'tier', side: 'right', why: 'gone', lost: [] } as const;
  const standing: FieldAside = { ...gone, isReturning: false, since: '2026-11-01T00:00:00.000Z' };
  const both = new Set(['left', 'right'] as const);

  it('begins once, and comes back by itself', () => {
    expect(changesOf(plan, [], [gone], both).began).toEqual([gone]);
    expect(changesOf(plan, [standing], [gone], both)).toEqual({ began: [], changed: [], forgotten: [] });
    const back = changesOf(plan, [standing], [], both);
    expect(back.changed).toEqual([{ ...standing, isReturning: true }]);
    expect(returning([{ ...standing, isReturning: true }])).toEqual(['tier']);
  });

  it('is nothing for a side that did not answer', () => {
    expect(changesOf(plan, [standing], [], new Set(['left']))).toEqual({ began: [], changed: [], forgotten: [] });
  });

  it('waits for both sides', () => {
    const left: FieldAside = { ...standing, side: 'left' };
    expect(returning([{ ...standing, isReturning: true }, left])).toEqual([]);
  });

  it('is over where the map has the field no more', () => {
    const old: FieldAside = { ...standing, field: 'was_there' };
    expect(changesOf(plan, [old], [], both).forgotten).toEqual([old]);
  });

  it('of an expression that failed is over once the map has another', () => {
    const failed: FieldAside = { ...standing, side: 'left', why: 'expression', expression: '$number($)' };
    const same = contactsWith({ email: {}, tier: { transform: '$number($)' } });
    expect(changesOf(same, [failed], [], both).changed).toEqual([]);
    const other = contactsWith({ email: {}, tier: { transform: '$uppercase($)' } });
    expect(changesOf(other, [failed], [], both).changed).toEqual([{ ...failed, isReturning: true }]);
  });
});
