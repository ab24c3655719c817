import type { SyncField, SyncType } from '@sidelight/shared/map/sync.ts';
import { compilePattern } from '../../compile-pattern.ts';
import type { Path } from '../../map-file.ts';
import type { Desk } from '../desk.ts';
import { repeatsOf } from './repeats.ts';

const AMOUNTS: readonly SyncType[] = ['number', 'money'];
const TEXTS: readonly SyncType[] = ['email', 'phone', 'name', 'text', 'reference'];
/** How long a value may be that is tried against several repeats: each may try every place of the other. */
const MAX_LENGTH = 500;
const MAX_REPEATS = 3;

/** What a value must be: said in a way that its kind can meet, and tried in no time. */
export function checkValidation({ fault }: Desk, path: Path, { type, validation }: SyncField): void {
  if (!validation) return;
  const { maxLength, pattern, min, max } = validation;
  for (const key of ['min', 'max'] as const)
    if (validation[key] !== undefined && !AMOUNTS.includes(type))
      fault([...path, key], `a ${type} is not counted; remove it, or write type: number`);
  for (const key of ['maxLength', 'pattern'] as const)
    if (validation[key] !== undefined && !TEXTS.includes(type))
      fault([...path, key], `a ${type} is no text; remove it, or write min and max`);
  if (min !== undefined && max !== undefined && min > max)
    fault([...path, 'min'], `no number is from ${min} to ${max}, so every value would be refused; swap the two`);
  if (pattern === undefined) return;
  const at = [...path, 'pattern'];
  const compiled = compilePattern(pattern);
  if (compiled.kind === 'wrong') {
    fault(at, `is no regular expression: ${compiled.detail}; write one of JavaScript's, for the whole value`);
    return;
  }
  const { isNested, hasBackReference, count } = repeatsOf(pattern);
  if (isNested || hasBackReference)
    fault(
      at,
      `${hasBackReference ? 'refers back to a group' : 'repeats what repeats or chooses already'}, so one odd value could keep the server busy for minutes; write it without`,
    );
  else if (count > MAX_REPEATS || (count > 1 && (maxLength === undefined || maxLength > MAX_LENGTH)))
    fault(
      at,
      `repeats ${count} times, so a long value would be tried too often; use ${MAX_REPEATS} repeats at most, and write maxLength: ${MAX_LENGTH} or less beside it`,
    );
}
