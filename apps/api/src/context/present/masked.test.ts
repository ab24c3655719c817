import { Field } from '@sidelight/shared/context/field.ts';
import type { Predicate } from '@sidelight/shared/map/predicate.ts';
import { type FieldSpec, Role } from '@sidelight/shared/map/system.ts';
import { describe, expect, it } from 'vitest';
import { mayShow } from '../../privacy/mask.ts';
import { type CardPlan, type FieldPlan, type ReadPlan, withCards } from '../blueprint.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import { know } from '../read/evaluate-fields.ts';
import type { ReadState } from '../read/read-state.ts';
import { cardOf, framesFor } from './card.ts';
import type { View } from './field.ts';

const [sample] = deskBlueprint.cards[1]!.fields;
const outcome = (label: string) => ({ label: { en: label, de: `${label} (de)` }, tone: 'neutral' as const });
const predicate: Predicate = { value: '', yes: outcome('Above'), no: outcome('Below'), unknown: outcome('Not known') };
const masked = (spec: Partial<FieldSpec>, holds: (record: unknown) => unknown = () => true): FieldPlan => ({
  ...sample!,
  ...{ id: 'plan.worth', predicate: holds, parts: [['sum', (record) => record]] },
  evaluate: (record) => record,
  spec: {
    ...{ ...sample!.spec, type: 'text', roles: ['lead'] },
    ...{ explain: { text: 'It is {{sum}}, so {{value}}.', parts: { sum: { value: '$', type: 'text' } }, byCode: {} } },
    ...spec,
  },
});
const read: ReadPlan = planOf('billing.plan');
const view: View = {
  ...{ locale: 'en', role: 'agent', tags: [], placeholders: () => ({}) },
  ...{ givesWrongValues: () => false, silentBecause: () => undefined },
};
/** The card as it goes out, of a record that is the value itself. */
function sent(plan: FieldPlan, value: unknown, more: Partial<View> = {}, gaps?: 'cut_short'): string {
  const source = { type: 'subscription', id: 'sub_1' };
  const known = know([plan], { record: value, source, ...(gaps && { gaps: new Set([gaps]) }) } as never, {
    readAtMs: 0,
    readSteadyMs: 0,
  });
  if (known instanceof Promise) throw new Error('nothing here waits');
  const state: ReadState = { kind: 'fresh', known, isCached: false };
  const card: CardPlan = { id: 'plan', title: 'Plan', fields: [plan], reads: [read] };
  return JSON.stringify(cardOf(card, () => state, { ...view, ...more }, 1));
}
const fieldIn = (card: string) => Field.parse(JSON.parse(card).fields[0]);

describe('a masked field', () => {
  it.each([
    ['yes', true],
    ['no', false],
    ['unknown', undefined],
    ['unknown', null],
    // What an expression may find besides, be it the value itself, is no outcome.
    ['unknown', 'secret-50400'],
    ['unknown', 1],
    ['unknown', { yes: true }],
  ])('says %s where its predicate finds %s', (code, found) => {
    const card = sent(
      masked({ predicate }, () => found),
      'secret-50400',
    );
    expect(fieldIn(card)).toMatchObject({ state: 'ok', value: { kind: 'code', code, isConfirmed: true } });
    expect(card).not.toContain('50400');
  });

  it.each([null, undefined, ''])(
    'is not known, and not no, where there is %j, whatever the predicate finds',
    (value) => {
      for (const found of [true, false])
        expect(
          fieldIn(
            sent(
              masked({ predicate }, () => found),
              value,
            ),
          ),
        ).toMatchObject({ value: { code: 'unknown' } });
      const standIn = masked({ predicate, default: 'secret-default' }, () => false);
      expect(sent(standIn, value)).not.toContain('default');
    },
  );

  it('is not known where the predicate throws or the record is not what it must be', () => {
    const thrown = masked({ predicate }, () => {
      throw new Error('secret-50400');
    });
    expect(fieldIn(sent(thrown, 'secret-50400'))).toMatchObject({ value: { code: 'unknown' } });
    const { holds: _, ...plan } = masked({ predicate });
    expect(fieldIn(sent({ ...plan, holds: () => false }, 'secret-50400'))).toMatchObject({
      value: { code: 'unknown' },
    });
  });

  it('is hidden without one, whether there is a value or none, in the reader’s language', () => {
    const plan = masked({ reveal: ['agent'] });
    const all = [sent(plan, 'secret-50400'), sent(plan, null), sent(plan, 7), sent(plan, null, {}, 'cut_short')];
    expect(new Set(all).size).toBe(1);
    expect(fieldIn(all[0]!)).toMatchObject({ state: 'ok', value: { kind: 'text', text: 'Hidden · show' } });
    expect(fieldIn(sent(plan, 'x', { locale: 'de-AT' }))).toMatchObject({ value: { text: 'Verborgen · zeigen' } });
  });

  it('says why it is hidden, in the place of what explains the value', () => {
    const { receipt } = fieldIn(sent(masked({ predicate }), 'secret-50400')) as Extract<Field, { state: 'ok' }>;
    expect(receipt.why).toEqual(['Your role may not see the value itself.']);
  });

  it('can be shown by those alone whom the map names', () => {
    const card = (spec: Partial<FieldSpec>): CardPlan => ({
      id: 'a',
      title: 'A',
      fields: [masked(spec)],
      reads: [read],
    });
    const can = (spec: Partial<FieldSpec>, role: Role) =>
      framesFor([card(spec)], 'en', { role })[0]?.fields[0]?.canReveal;
    expect(can({ reveal: ['agent'] }, 'agent')).toBe(true);
    expect([can({ predicate }, 'agent'), can({ predicate, reveal: ['agent'] }, 'admin')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(can({ reveal: ['agent'] }, 'lead')).toBeUndefined();
  });
});

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number) {
  for (let x = seed; ; ) {
    x = (x * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield x / 4_294_967_296;
  }
}

it('never sends a value to a role that may not see it: random roles, classes, types, predicates and values', () => {
  const random = numbers(7);
  const next = () => random.next().value ?? 0;
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  const some = <T>(all: readonly T[]) => all.filter(() => next() < 0.5);
  const counts = { whole: 0, masked: 0, nothing: 0 };
  for (let i = 0; i < 3000; i++) {
    const secret = `s3cret-${i}`;
    const value = pick<unknown>([
      secret,
      { code: secret },
      { amount: secret, currency: secret },
      { number: 1, note: secret },
      [secret],
      null,
    ]);
    const [roles, reveal, role] = [some(Role.options), some(Role.options), pick(Role.options)];
    const spec: Partial<FieldSpec> = {
      type: pick(['text', 'code', 'number', 'money', 'date', 'due', 'trend', 'local_time']),
      class: pick(['open', 'internal', 'personal', 'financial']),
      show: pick(['row', 'extra']),
      ...(roles.length > 0 && { roles }),
      ...(reveal.length > 0 && { reveal }),
      ...(next() < 0.5 && { predicate }),
      ...(next() < 0.2 && { default: secret }),
      ...(next() < 0.2 && { values: { [secret]: outcome(secret) } }),
    };
    const { values: _, ...bare } = spec;
    const plan = masked(mayShow({ roles: spec.roles }, role) ? spec : bare, () =>
      pick([true, false, null, secret, value]),
    );
    const isWrong = next() < 0.2;
    const card = sent(plan, value, { role, locale: pick(['en', 'de']), givesWrongValues: () => isWrong });
    const isThere = JSON.parse(card).fields.length > 0;
    const may = mayShow(plan.spec, role);
    if (!may) expect(card, JSON.stringify({ spec, role, value })).not.toContain('s3cret');
    counts[may ? 'whole' : isThere ? 'masked' : 'nothing']++;
  }
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
});

it('asks for the reads of its cards alone', () => {
  const { needed } = withCards([deskBlueprint.cards[1]!], deskBlueprint.reads);
  expect(needed.map(({ id }) => id)).toEqual(['billing.plan']);
});
