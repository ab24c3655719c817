import { expect, it } from 'vitest';
import { sayWhen } from './when.ts';

// Local times, as on the agent's own clock: the test means the same in every time zone.
const now = new Date(2026, 10, 23, 14, 30).getTime();
const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).toISOString();

it.each([
  [at(23, 9, 12), 'Today 09:12'],
  [at(23, 0, 0), 'Today 00:00'],
  [at(22, 23, 59), 'Yesterday 23:59'],
  [at(22, 0, 0), 'Yesterday 00:00'],
  [at(21, 23, 59), '21 Nov, 23:59'],
])('says %s as %s', (iso, words) => expect(sayWhen(iso, now)).toBe(words));
