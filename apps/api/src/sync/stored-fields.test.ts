import { expect, it } from 'vitest';
import { type FieldState, unknownField } from './field-state.ts';
import { StoredFields, storedFields } from './stored-fields.ts';

const busy: FieldState = {
  agreed: { value: 'a' },
  left: { holds: 'a', sent: [{ value: 'a', atMs: 1, versionMs: 2 }] },
  right: { holds: null, sent: [], edit: { value: 'a', versionMs: 1, seenMs: 2 } },
  rounds: [7],
};

it('is read as it was', () => {
  const fields = { name: busy, sent: unknownField(), rounds: { ...unknownField(), agreed: { value: null } } };
  expect(StoredFields.parse(JSON.parse(JSON.stringify(storedFields(fields))))).toEqual(fields);
});

it('holds no empty list', () => {
  expect(storedFields({ name: unknownField() })).toEqual({ name: { left: {}, right: {} } });
  expect(JSON.stringify(storedFields({ name: busy })).match(/\[\]/)).toBeNull();
});
