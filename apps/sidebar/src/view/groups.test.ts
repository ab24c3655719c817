import type { CardSource } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import { describe, expect, it } from 'vitest';
import { textField } from '../model/events.ts';
import { type CardView, emptyCard } from '../model/state.ts';
import { blamed, isOld, isOldAt } from './groups.ts';

function view(fields: readonly Field[], sources: readonly CardSource[] = []): CardView {
  const frame = {
    id: 'card',
    title: 'Card',
    fields: fields.map(({ id }) => ({ id, label: id, show: 'row' as const })),
  };
  return { ...emptyCard(frame), fields: new Map(fields.map((field) => [field.id, field])), sources };
}

describe('blamed', () => {
  const source = (
    name: string,
    state: CardSource['state'],
    reason?: 'timeout' | 'forbidden' | 'identity_ambiguous',
  ): CardSource => ({
    system: 's',
    name,
    state,
    ...(reason && { reason }),
  });

  it('names whoever failed that way, each once', () => {
    const card = view(
      [],
      [source('Jira', 'failed', 'timeout'), source('Jira', 'stale', 'timeout'), source('Statuspage', 'ok')],
    );
    expect(blamed(card, 'timeout')).toBe('Jira');
  });

  it('blames nobody who was never asked', () => {
    const sources = [source('Stripe', 'unlinked', 'timeout'), source('PostHog', 'failed', 'forbidden')];
    expect(blamed(view([], sources), 'timeout')).toBe('');
  });

  it('says of whom it is not clear which account to ask about', () => {
    const sources = [source('Stripe', 'unlinked', 'identity_ambiguous')];
    expect(blamed(view([], sources), 'identity_ambiguous')).toBe('Stripe');
  });
});

describe('isOld', () => {
  const stale = (reason?: 'timeout'): Field => ({ ...textField('a', 'x'), state: 'stale', ...(reason && { reason }) });
  const readAtMs = Date.parse('2026-11-23T10:00:00.000Z');

  it('is an old value that nothing newer came for, and one awaited that is no longer young', () => {
    expect(isOld(stale('timeout'), readAtMs + 1)).toBe(true);
    expect(isOld(stale(), readAtMs + 60_000)).toBe(false);
    expect(isOld(stale(), readAtMs + 60_001)).toBe(true);
  });

  it('is no fresh one, whatever the clock says', () => {
    expect(isOld(textField('a', 'x'), readAtMs + 3_600_000)).toBe(false);
    expect(isOld(undefined, readAtMs)).toBe(false);
  });
});

it('says of each source by its own age whether it is old', () => {
  const readAt = '2026-11-23T10:00:00.000Z';
  const nowMs = Date.parse(readAt) + 59_000;
  expect(isOldAt(undefined, readAt, nowMs)).toBe(false);
  expect(isOldAt('timeout', readAt, nowMs)).toBe(true);
  expect(isOldAt(undefined, readAt, nowMs + 2_000)).toBe(true);
  expect(isOldAt(undefined, undefined, nowMs)).toBe(false);
});
