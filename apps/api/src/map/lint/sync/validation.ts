import type { SyncField, SyncType } from '@sidelight/shared/map/sync.ts';
import type { Path } from '../../map-file.ts';
import type { Desk } from '../desk.ts';

const AMOUNTS: readonly SyncType[] = ['number', 'money'];
const TEXTS: readonly SyncType[] = ['email', 'phone', 'name', 'text', 'reference'];

/** What a value must be, said in a way that its kind can meet. */
export function checkValidation({ fault }: Desk, path: Path, { type, validation }: SyncField): void {
  if (!validation) return;
  const { min, max } = validation;
  for (const key of ['min', 'max'] as const)
    if (validation[key] !== undefined && !AMOUNTS.includes(type))
      fault([...path, key], `a ${type} is not counted; remove it, or write type: number`);
  for (const key of ['maxLength', 'pattern'] as const)
    if (validation[key] !== undefined && !TEXTS.includes(type))
      fault([...path, key], `a ${type} is no text; remove it, or write min and max`);
  if (min !== undefined && max !== undefined && min > max)
    fault([...path, 'min'], `no number is from ${min} to ${max}, so every value would be refused; swap the two`);
}
