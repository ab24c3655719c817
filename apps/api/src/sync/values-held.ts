import { setImmediate as aTurn } from 'node:timers/promises';
import type { Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import type { AllRead } from './pair-up.ts';
import { keyOf } from './reading-of.ts';

/** The values of one field on one side, by record and the other way round. */
export interface Held {
  readonly field: string;
  readonly byId: ReadonlyMap<string, string>;
  readonly byValue: ReadonlyMap<string, readonly string[]>;
}

/** After so many records others get their turn. */
const BREATH = 500;

/** By the fields by which records find each other, in their order. */
export async function valuesHeld(
  match: readonly FieldCodec[],
  side: Side,
  read: AllRead,
  signal: AbortSignal,
): Promise<readonly Held[]> {
  const held: Held[] = [];
  for (const codec of match) {
    const byId = new Map<string, string>();
    let seen = 0;
    for (const [id, { record }] of read[side]) {
      if (seen++ % BREATH === 0) await aTurn(undefined, { signal });
      const value = await keyOf(codec, side, record.values);
      if (value !== undefined) byId.set(id, value);
    }
    held.push(heldOf(codec.id, byId));
  }
  return held;
}

export function heldOf(field: string, byId: ReadonlyMap<string, string>): Held {
  const byValue = new Map<string, string[]>();
  for (const [id, value] of byId) {
    const those = byValue.get(value);
    if (those) those.push(id);
    else byValue.set(value, [id]);
  }
  return { field, byId, byValue };
}
