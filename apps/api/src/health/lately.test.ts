import { expect, it } from 'vitest';
import { createLately } from './lately.ts';

it('forgets the older half once there is more than anybody looks at in a moment', () => {
  const { isNews } = createLately(10_000, () => 0);
  for (let i = 0; i < 9000; i++) expect(isNews(String(i), 'paid')).toBe(true);
  expect(isNews('8999', 'paid'), 'just now').toBe(false);
  expect(isNews('5000', 'paid'), 'a while ago').toBe(false);
  expect(isNews('0', 'paid'), 'forgotten').toBe(true);
});

it('forgets after two moments what was said in none of them, and the same counts as news again', () => {
  let nowMs = 0;
  const { isNews } = createLately(10_000, () => nowMs);
  expect(isNews('1', 'paid')).toBe(true);
  nowMs = 9000;
  expect(isNews('1', 'paid')).toBe(false);
  expect(isNews('1', 'past due'), 'another value').toBe(true);
  nowMs = 15_000;
  expect(isNews('2', 'paid')).toBe(true);
  expect(isNews('1', 'past due'), 'from the moment before').toBe(false);
  nowMs = 26_000;
  expect(isNews('1', 'past due')).toBe(true);
});
