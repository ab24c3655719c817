import { expect, it } from 'vitest';
import { fieldMarksOf } from './field-marks.ts';

const map = { verdict: { facts: ['plan', 'payment'], risks: ['health'] } };
const marks = (id: string, decision = false) => fieldMarksOf(id, { decision }, map);

it('marks what agents decide by, and its place in the line above the cards', () => {
  expect(marks('seats')).toEqual({});
  expect(marks('name', true)).toEqual({ isDecision: true });
  expect(marks('payment')).toEqual({ isDecision: true, verdict: 1 });
  expect(marks('health')).toEqual({ isDecision: true, verdict: 2, isRisk: true });
  expect(fieldMarksOf('payment', { decision: false }, {})).toEqual({});
  expect(fieldMarksOf('mails', { decision: false, consent: { yes: ['agreed'], with: [] } }, map)).toEqual({
    isDecision: true,
  });
});
