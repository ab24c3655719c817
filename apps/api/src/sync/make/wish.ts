import { ownValue } from '@sidelight/shared/own-property.ts';
import type { PlainValue, SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side, type ValueClass } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import { isEmpty } from '../decide/meet.ts';
import { readingOf } from '../reading-of.ts';

type Values = Readonly<Record<string, PlainValue>>;

/** What a record would be made with, in the other side's words. */
export type Wish =
  | {
      readonly kind: 'ready';
      /** Without these there is no such record. */
      readonly needed: Values;
      /** With what else of it the map lets through. */
      readonly values: Values;
    }
  /** A value without which none is made is empty. */
  | { readonly kind: 'lacking' }
  | {
      readonly kind: 'invalid';
      readonly field: string;
      readonly why: 'mapping' | 'validation';
      readonly valueClass: ValueClass;
    };

/** What the other side would be given for a record of `from`. A field that somebody else owns is not among it. */
export async function wishFor(
  codecs: readonly FieldCodec[],
  { needs, given }: Pick<MakingPlan, 'needs' | 'given'>,
  from: Side,
  { values }: Pick<SyncRecord, 'values'>,
): Promise<Wish> {
  const to = otherSide(from);
  const needed: [string, PlainValue][] = [];
  const others: [string, PlainValue][] = [];
  for (const [property, sources] of Object.entries(given[to])) {
    const parts = sources.map((name) => ownValue(values, name)).filter((part) => typeof part === 'string');
    const text = parts.join(' ').replaceAll(/\s+/g, ' ').trim();
    if (text === '') return { kind: 'lacking' };
    needed.push([property, text]);
  }
  for (const codec of codecs) {
    // The company it belongs to is put in by the other side's id.
    if (codec.plan.of !== undefined) continue;
    const isNeeded = needs.includes(codec.id);
    const reading = await readingOf(codec, from, values);
    if (reading?.kind === 'invalid') {
      if (isNeeded) return { kind: 'invalid', field: codec.id, why: 'mapping', valueClass: reading.valueClass };
      continue;
    }
    if (!reading || isEmpty(reading.canon)) {
      if (isNeeded) return { kind: 'lacking' };
      continue;
    }
    if (!isNeeded && isOwnedElsewhere(codec, from)) continue;
    const written = codec.write(to, reading.canon);
    if (written.kind === 'value') (isNeeded ? needed : others).push([codec.property(to), written.plain]);
    else if (isNeeded) return { ...written, field: codec.id };
  }
  return { kind: 'ready', needed: Object.fromEntries(needed), values: Object.fromEntries([...others, ...needed]) };
}

const isOwnedElsewhere = ({ rule: { policy } }: FieldCodec, side: Side): boolean =>
  policy.kind === 'owned' && policy.owner !== side;
