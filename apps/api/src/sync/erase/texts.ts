import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import { fieldOf, type LinkedRecord } from '../linked-record.ts';
import { canonOf } from '../reading-of.ts';

/** What a person is known by: ids of both sides, and addresses. */
export const idText = (side: Side, id: string) => `${side}:${id}`;
export const addressText = (address: string) => `email:${address}`;

/** Of a record that was read. */
export async function textsOfRead(
  match: readonly FieldCodec[],
  side: Side,
  record: SyncRecord,
): Promise<readonly string[]> {
  const texts = [idText(side, record.id)];
  for (const codec of match) {
    const value = codec.plan.type === 'email' ? await canonOf(codec, side, record.values) : undefined;
    if (typeof value === 'string' && value !== '') texts.push(addressText(value));
  }
  return texts;
}

/** Of a record that may be gone, by what is known of its pair. */
export function textsOfKnown(
  addresses: readonly string[],
  side: Side,
  vendorId: string,
  linked: LinkedRecord | undefined,
): readonly string[] {
  if (!linked) return [idText(side, vendorId)];
  const held = addresses.flatMap((field) => {
    const { agreed, left, right } = fieldOf(linked, field);
    return [agreed?.value, left.holds, right.holds, left.target?.value, right.target?.value];
  });
  const known = held.filter((value): value is string => typeof value === 'string' && value !== '');
  const other = otherSide(side);
  return [...new Set([idText(side, vendorId), idText(other, linked[other]), ...known.map(addressText)])];
}
