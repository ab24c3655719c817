import { describe, expect, it } from 'vitest';
import { done, linkedTo, open, planCard, textField } from './events.ts';
import { frames } from './fakes.ts';
import { again, ended, reduce } from './reduce.ts';
import { firstState, type State } from './state.ts';

const play = (state: State, ...events: Parameters<typeof reduce>[1][]) => events.reduce(reduce, state);
const plan = (state: State) => state.cards.find((view) => view.frame.id === 'plan');
const shown = (state: State) =>
  Object.fromEntries([...(plan(state)?.fields ?? [])].map(([id, { state: is }]) => [id, is]));

describe('reduce', () => {
  const name = textField('plan.name', 'Pro');
  const seats = textField('plan.seats', '5');
  const first = play(firstState(frames), open);

  it('fills a card, and leaves the others the very objects they were', () => {
    const next = play(first, planCard(1, [name], ['plan.seats']));
    expect(plan(next)).toMatchObject({ version: 1, isReading: true });
    expect(shown(next)).toEqual({ 'plan.name': 'ok' });
    expect(next.cards[0]).toBe(first.cards[0]);
  });

  it('takes a later snapshot, and no earlier one that comes after it', () => {
    const next = play(first, planCard(2, [name, seats]), planCard(1, [name]));
    expect(shown(next)).toEqual({ 'plan.name': 'ok', 'plan.seats': 'ok' });
  });

  it('waits on for a card whose value is old without a reason', () => {
    const old = { ...name, state: 'stale' as const };
    expect(plan(play(first, planCard(1, [old, seats])))?.isReading).toBe(true);
    expect(plan(play(first, planCard(1, [{ ...old, reason: 'timeout' as const }, seats])))?.isReading).toBe(false);
  });

  it('waits for nothing any more once it is done', () => {
    const next = play(first, planCard(1, [name], ['plan.seats']), done);
    expect(next.phase).toBe('settled');
    expect(next.cards.some((view) => view.isReading)).toBe(false);
  });

  it('leaves cards alone that belong to no frame', () => {
    expect(
      play(first, { type: 'card', card: { id: 'x', version: 1, fields: [], waiting: [], sources: [] } }).cards,
    ).toEqual(first.cards);
  });

  it('keeps its cards when the stream brings the same frames, and adopts others', () => {
    expect(reduce(first, open).cards).toBe(first.cards);
    const other = { ...open, cards: [frames[1]!, { id: 'new', title: 'New', fields: [] }] };
    expect(reduce(first, other).cards.map((view) => view.frame.id)).toEqual(['plan', 'new']);
  });
});

describe('again', () => {
  const name = textField('plan.name', 'Pro');
  const seats = textField('plan.seats', '5');
  const before = play(firstState(frames), open, linkedTo('a'), planCard(3, [name, seats]), done);

  it('keeps what is shown until something newer replaces it', () => {
    const next = play(again(before), open, planCard(1, [textField('plan.name', 'Free')], ['plan.seats']));
    expect(plan(next)?.fields.get('plan.name')).toMatchObject({ value: { text: 'Free' } });
    expect(plan(next)?.fields.get('plan.seats')).toBe(seats);
    expect(plan(play(next, planCard(2, [name])))?.fields.has('plan.seats')).toBe(false);
  });

  it('marks only the one card that is read again', () => {
    const reading = again(before, 'plan').cards.filter((view) => view.isReading);
    expect(reading.map((view) => view.frame.id)).toEqual(['plan']);
  });

  it('forgets everything kept as soon as it turns out to be another account', () => {
    const next = play(again(before), open, linkedTo('b'));
    expect(shown(next)).toEqual({});
    expect(plan(next)?.isReading).toBe(true);
    expect(shown(play(again(before), open, linkedTo('a')))).toEqual({ 'plan.name': 'ok', 'plan.seats': 'ok' });
  });

  it('forgets only what is kept: what the new stream has said stays', () => {
    const next = play(
      again(before),
      open,
      planCard(1, [textField('plan.name', 'Free')], ['plan.seats']),
      linkedTo('b'),
    );
    expect(shown(next)).toEqual({ 'plan.name': 'ok' });
  });

  it('keeps what is shown when it breaks, with the trouble said', () => {
    const next = ended(again(before), { kind: 'broken' });
    expect(shown(next)).toEqual({ 'plan.name': 'ok', 'plan.seats': 'ok' });
    expect(next).toMatchObject({ phase: 'settled', trouble: { kind: 'broken' } });
    expect(play(next, open).trouble).toBeUndefined();
  });
});
