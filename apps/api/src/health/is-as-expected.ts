import type { Field } from '@sidelight/shared/context/field.ts';
import type { Value } from '@sidelight/shared/context/value.ts';
import type { Expected } from '@sidelight/shared/map/health-rules.ts';
import { valueKey } from './value-key.ts';

/** Whether a field holds what the map says it must; undefined where that cannot be told: nobody was asked just now. Pure. */
export function isAsExpected(field: Field | undefined, expected: Expected): boolean | undefined {
  if (field?.state === 'absent') return false;
  return field?.state === 'ok' ? isMet(field.value, expected) : undefined;
}

function isMet(value: Value, expected: Expected): boolean {
  if (typeof expected !== 'object') return valueKey(value) === expected;
  if ('present' in expected) return true;
  if ('has' in expected)
    return value.kind === 'issues' && value.items.some(({ id, title }) => [id, title].includes(expected.has));
  return value.kind === 'number' && value.number >= expected.from && value.number <= expected.to;
}
