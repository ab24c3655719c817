import type { CardFrame, Show } from '@sidelight/shared/context/frame.ts';
import { describe, expect, it } from 'vitest';
import { leadOf, linesOf, needsLabel } from './layout.ts';

const frame = (...fields: readonly [string, Show][]): CardFrame => ({
  id: fields[0]?.[0] ?? 'card',
  title: '',
  fields: fields.map(([id, show]) => ({ id, label: id, show })),
});
const lines = (card: CardFrame) => linesOf(card).map(({ kind, fields }) => [kind, ...fields.map((field) => field.id)]);

const identity = frame(
  ['customer.name', 'title'],
  ['account.name', 'strong'],
  ['customer.role', 'meta'],
  ['account.tier', 'badge'],
  ['account.owner', 'meta'],
);

describe('linesOf', () => {
  it('draws a card with a title with a heading: one line each for names and for the small print', () => {
    expect(lines(identity)).toEqual([
      ['title', 'customer.name'],
      ['together', 'account.name', 'account.tier'],
      ['meta', 'customer.role', 'account.owner'],
    ]);
  });

  it('draws everything as rows where nothing says what the card is about', () => {
    expect(lines(frame(['plan.name', 'strong'], ['plan.status', 'pill'], ['plan.seats', 'row']))).toEqual([
      ['row', 'plan.name'],
      ['row', 'plan.status'],
      ['row', 'plan.seats'],
    ]);
  });

  it('puts a trend behind the value before it, or on its own line', () => {
    expect(lines(frame(['a', 'row'], ['a.trend', 'trend'], ['b', 'row']))).toEqual([
      ['row', 'a', 'a.trend'],
      ['row', 'b'],
    ]);
    expect(lines(frame(['a.trend', 'trend'], ['b', 'row']))).toEqual([
      ['row', 'a.trend'],
      ['row', 'b'],
    ]);
  });

  it('puts issues of several systems into one place', () => {
    expect(lines(frame(['incidents', 'issues'], ['known', 'issues']))).toEqual([['issues', 'incidents', 'known']]);
  });

  it('leaves no field out', () => {
    const shows: Show[] = ['issues', 'trend', 'meta', 'row', 'badge', 'strong', 'pill', 'title'];
    for (const hasTitle of [true, false]) {
      const all = frame(
        ...shows.filter((show) => hasTitle || show !== 'title').map((show): [string, Show] => [show, show]),
      );
      expect(
        lines(all)
          .flatMap(([, ...ids]) => ids)
          .sort(),
      ).toEqual(all.fields.map((field) => field.id).sort());
    }
  });
});

it('labels the small print that is not about whom the title names', () => {
  expect(identity.fields.filter((field) => needsLabel(field, identity)).map((field) => field.id)).toEqual([
    'account.name',
    'account.tier',
    'account.owner',
  ]);
});

it('lets the card with a title say who the customer is, or else the first', () => {
  const other = frame(['plan.name', 'strong']);
  expect(leadOf([other, identity])).toBe(identity);
  expect(leadOf([other])).toBe(other);
  expect(leadOf([])).toBeUndefined();
});
