import { expect, it } from 'vitest';
import { createLately } from './lately.ts';

it('forgets the older half once there is more than anybody looks at in a moment', () => {
  const { isNews } = createLately(10_000, () => 0);
  for (let i = 0; i < 9000; i++) expect(isNews(String(i), 'paid')).toBe(true);
  expect(isNews('8999', 'paid'), 'just now').toBe(false);
  expect(isNews('5000', 'paid'), 'a while ago').toBe(false);
  expect(isNews('0', 'paid'), 'forgotten').toBe(true);
});
