import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncTarget } from '../../sync-port.ts';
import type { Item } from './items.ts';
import type { Refusal } from './refusals.ts';

/** A refused duplicate with the record that has the value already, where that can be looked up. */
export async function withOther(
  find: SyncTarget['find'],
  refusal: Refusal,
  { body, email, id }: Item,
  signal: AbortSignal,
): Promise<Refusal> {
  const { why, property } = refusal;
  const value = property === undefined ? undefined : property === 'email' ? email : ownValue(body, property);
  if (why !== 'duplicate' || property === undefined || typeof value !== 'string') return refusal;
  const other = (await find({ name: property, type: 'text' }, value, signal)).find((one) => one !== id);
  return other === undefined ? refusal : { ...refusal, other };
}
