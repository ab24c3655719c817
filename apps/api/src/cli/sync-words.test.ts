import { expect, it } from 'vitest';
import { shown, span } from './sync-words.ts';

it('shows a value that moves no cursor and hides nothing', () => {
  expect(shown(null)).toBe('(empty)');
  expect(shown([])).toBe('(empty)');
  expect(shown(['a', 'b'])).toBe('a; b');
  expect(shown('a\u001B[2Jb\r\nc\u202Ed')).toBe('a\uFFFD[2Jb\uFFFD\uFFFDc\uFFFDd');
  expect(shown('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
});

it.each([
  [59_999, 'less than a minute'],
  [60_000, '1 minute'],
  [3_600_000, '1 hour'],
  [47 * 3_600_000, '47 hours'],
  [48 * 3_600_000, '2 days'],
])('says how long %d ms are', (ms, words) => {
  expect(span(ms)).toBe(words);
});
