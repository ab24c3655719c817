import { expect, it } from 'vitest';
import { failedTest, passedTest } from '../../../dev/setup/connections.ts';
import { vendors } from '../../../dev/setup/vendors.ts';
import { shownTest } from './shown-test.ts';

const old = { ...failedTest(), at: '2026-11-25T10:00:00.000Z' };
const young = { ...passedTest(), at: '2026-11-25T10:00:01Z' };
const answered = (test: typeof old | typeof young) =>
  ({ state: 'answered', isSaving: false, answer: { test, isSaved: false } }) as const;

it.each([
  ['the one made here', { ...vendors.stripe, lastTest: old }, answered(young), young],
  ['one that somebody else made since', { ...vendors.stripe, lastTest: young }, answered(old), young],
  ['the last one while another runs', { ...vendors.stripe, lastTest: old }, { state: 'running', isSaving: true }, old],
  ['none where there is none', vendors.stripe, undefined, undefined],
] as const)('shows %s', (_, connection, testRun, shown) => expect(shownTest(connection, testRun)).toBe(shown));
