import { expect, it } from 'vitest';
import { backgroundDe } from './background-de.ts';
import { backgroundEn } from './background-en.ts';
import { warningText } from './warning-text.ts';

const billing: Parameters<typeof warningText>[0] = {
  ...{ kind: 'warn', name: 'Billing', state: 'down', isWrong: false, cards: ['Plan', 'Payment'] },
  workflows: ['Entitlement check', 'Renewal risk'],
};

it('says what is out of order, what that breaks, and where to deal with it', () => {
  expect(warningText(billing, backgroundEn)).toBe(
    'Billing is not answering. Old or missing: Plan, Payment. Affects: Entitlement check, Renewal risk. Open Sidelight in the left bar to deal with it.',
  );
});

it('says of wrong values that they are wrong, not that they are old', () => {
  expect(warningText({ ...billing, state: 'degraded', isWrong: true, workflows: [] }, backgroundEn)).toBe(
    'Billing gives wrong values: do not rely on them. Open Sidelight in the left bar to deal with it.',
  );
});

it('counts what does not fit into a toast', () => {
  const workflows = ['Eins', 'Zwei', 'Drei', 'Vier', 'Fünf'];
  expect(warningText({ ...billing, state: 'locked_out', cards: [], workflows }, backgroundDe)).toBe(
    'Billing nimmt unsere Anmeldung nicht an. Betrifft: Eins, Zwei, Drei und 2 weitere. Mehr dazu in Sidelight, in der linken Leiste.',
  );
});
