import { expect, it } from 'vitest';
import { item } from '../../../dev/sync/samples.ts';
import { changeKey, suggested } from './suggested.ts';

const by = { by: 'Ruth', isDone: true, undo: 'possible' } as const;
const names = (...of: Parameters<typeof item>) => suggested(item(...of)).map(changeKey);

it('the rule that would have decided it as the person did comes first', () => {
  expect(names(1, { decided: { ...by, take: 'right' } })[0]).toBe('rule support_wins');
  expect(names(1, { decided: { ...by, take: 'left' } })[0]).toBe('rule crm_wins');
});

it('none does for what was left apart; all are there', () => {
  expect(names(1, { decided: { ...by, take: 'neither' } })).toEqual(names(1));
  expect(names(1)).toHaveLength(4);
});

it('at the first meeting it is whose value counts', () => {
  const ruleChanges = [{ kind: 'first', first: 'crm' } as const, { kind: 'first', first: 'helpdesk' } as const];
  expect(names(1, { ruleChanges, decided: { ...by, take: 'right' } })).toEqual(['first helpdesk', 'first crm']);
});
