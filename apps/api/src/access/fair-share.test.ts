import { expect, it } from 'vitest';
import { createFairShare } from './fair-share.ts';
import { ASSURED_AT_ONCE } from './limits.ts';

const fill = (share: ReturnType<typeof createFairShare>, name: string, most = 1000) => {
  const leaves: (() => void)[] = [];
  while (leaves.length < most) {
    const leave = share.enter(name);
    if (!leave) break;
    leaves.push(leave);
  }
  return leaves;
};

it('is all one helpdesk’s while nobody else asks, and an equal share of each when somebody does', () => {
  const share = createFairShare(100);
  const first = fill(share, 'a');
  expect(first).toHaveLength(100);
  // Full: who has nothing yet still gets what is assured.
  const second = fill(share, 'b');
  expect(second).toHaveLength(ASSURED_AT_ONCE);
  for (const leave of first.slice(0, 60)) leave();
  expect(fill(share, 'a')).toHaveLength(10);
  expect(fill(share, 'b')).toHaveLength(50 - ASSURED_AT_ONCE);
});

it('is given back once, however often that is said', () => {
  const share = createFairShare(30);
  const [first] = fill(share, 'a');
  first?.();
  first?.();
  expect(fill(share, 'a')).toHaveLength(1);
});
