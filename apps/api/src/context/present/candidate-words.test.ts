import { expect, it } from 'vitest';
import type { FieldPlan } from '../blueprint.ts';
import { planOf } from '../fixtures/desk-blueprint.ts';
import { inWords } from './candidate-words.ts';

const [plain] = planOf('crm.account').fields;
if (!plain) throw new Error('the desk shows a field of the account');
const values = { free: { label: { en: 'Free', de: 'Kostenlos' }, tone: 'neutral' as const } };
const tier: FieldPlan = { ...plain, spec: { ...plain.spec, type: 'code', values } };
const candidate = (detail?: string) => ({
  accountId: '1',
  name: 'North',
  evidence: ['email' as const],
  ...(detail && { detail }),
});
const detailOf = (detail?: string, locale = 'de') => inWords([candidate(detail)], [plain, tier], locale)[0]?.detail;

it('says a code as the map calls it, in the reader’s language, and leaves the rest', () => {
  expect(detailOf('free · free.example')).toBe('Kostenlos · free.example');
  expect(detailOf('free', 'en')).toBe('Free');
  expect(detailOf('galaxy · north.example')).toBe('galaxy · north.example');
  expect(detailOf('constructor')).toBe('constructor');
  expect(detailOf()).toBeUndefined();
});
