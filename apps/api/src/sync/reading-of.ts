import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Canon, Plain, Reading, Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';

type Values = Readonly<Record<string, Plain>>;

/** What one side's values say of a field. Undefined where it was not answered: that is not empty. */
export async function readingOf(codec: FieldCodec, side: Side, values: Values): Promise<Reading | undefined> {
  const plain = ownValue(values, codec.property(side));
  return plain === undefined ? undefined : codec.read(side, plain);
}

/** The same in our form; undefined also for what cannot be said in it. */
export async function canonOf(codec: FieldCodec, side: Side, values: Values): Promise<Canon | undefined> {
  const reading = await readingOf(codec, side, values);
  return reading?.kind === 'value' ? reading.canon : undefined;
}

/** By what a record finds its partner; undefined for one that cannot be looked for by this field. */
export async function keyOf(codec: FieldCodec, side: Side, values: Values): Promise<string | undefined> {
  const value = await canonOf(codec, side, values);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
