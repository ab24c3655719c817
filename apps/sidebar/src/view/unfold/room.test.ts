import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import { expect, it } from 'vitest';
import { textField } from '../../model/events.ts';
import { type CardView, emptyCard } from '../../model/state.ts';
import { foldedIn, LEAST_PX, roomFor } from './room.ts';

type Show = CardFrame['fields'][number]['show'];
const failed = (id: string): Field => ({
  ...{ id, label: id, state: 'failed', reason: 'timeout' },
  fallback: { steps: [], owner: 'RevOps' },
});
const card = (shows: Readonly<Record<string, Show>>, answers: readonly Field[]): CardView => ({
  ...emptyCard({
    ...{ id: 'card', title: 'Card' },
    fields: Object.entries(shows).map(([id, show]) => ({ id, label: id, show })),
  }),
  fields: new Map(answers.map((field) => [field.id, field])),
  isReading: false,
});

it('takes the room of the rows that are not there, and a line less for each further thing to say', () => {
  const rows = card({ a: 'row', b: 'row', c: 'row', d: 'row' }, [failed('a'), failed('b'), textField('c', 'x')]);
  expect(roomFor(1, rows)).toBe(48);
  expect(roomFor(2, rows)).toBe(24);
});

it('counts no row that is only there with a value, no heading, and a line of several once all of it is missing', () => {
  const named = card({ name: 'title', role: 'meta', city: 'meta', more: 'extra', spark: 'trend' }, [
    ...[failed('name'), failed('role'), failed('more'), failed('spark')],
    textField('city', 'Oslo'),
  ]);
  expect(roomFor(1, named)).toBe(0);
  expect(roomFor(1, { ...named, fields: new Map(named.fields).set('city', failed('city')) })).toBe(24);
});

it('has the place of an issue where none can be shown, though one system has answered', () => {
  const issues = { incidents: 'issues', known: 'issues' } as const;
  const none: Field = { ...textField('known', ''), state: 'ok', value: { kind: 'issues', items: [], elsewhere: 0 } };
  expect(roomFor(1, card(issues, [failed('incidents'), failed('known')]))).toBe(88);
  expect(roomFor(1, card(issues, [failed('incidents'), none]))).toBe(88);
});

it.each([LEAST_PX, 88, 120, 131, 168])(
  'folds into %i pixels with whole lines, and leaves what is below where it is',
  (px) => {
    const { height, marginBlockEnd } = foldedIn(px);
    const [boxPx, restPx] = [Number.parseInt(height, 10), Number.parseInt(marginBlockEnd, 10)];
    expect(boxPx + restPx).toBe(px);
    expect((boxPx - 32) % 18).toBe(0);
    expect(boxPx - 32).toBeGreaterThanOrEqual(36);
    expect(restPx).toBeGreaterThanOrEqual(4);
    expect(restPx).toBeLessThan(4 + 18);
  },
);
