import { expect, it } from 'vitest';
import { lastCardIn } from './last-card.ts';

it('takes the app’s own measure', () => {
  expect(lastCardIn('sidelight.painted', { lastCardMs: 311.6 })).toBe(312);
});

it.each([
  ['another event', 'session.live', { lastCardMs: 1 }],
  ['no measure', 'sidelight.painted', {}],
  ['text', 'sidelight.painted', { lastCardMs: '312' }],
  ['no number', 'sidelight.painted', { lastCardMs: Number.NaN }],
  ['nothing', 'sidelight.painted', null],
])('makes nothing of %s', (_what, event, data) => expect(lastCardIn(event, data)).toBeUndefined());
