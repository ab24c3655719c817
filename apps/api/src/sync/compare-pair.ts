import type { SyncRecord } from '../connectors/sync-port.ts';
import type { Canon, Side } from './canonical/canon.ts';
import type { Observation } from './change.ts';
import type { FieldCodec } from './codec.ts';
import { isEmpty } from './decide/meet.ts';
import { observe } from './decide/observe.ts';
import { canBeSeeded, lastValue, seed } from './decide/seed.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import { canonOf, readingOf } from './reading-of.ts';
import type { Clocks } from './rule.ts';
import { type Consequences, taken } from './take-decision.ts';

/** A record as it was read. `snapshotMs`: our clock, just before. */
export interface Read {
  readonly record: SyncRecord;
  readonly snapshotMs: number;
}

export interface PairCompared {
  readonly record: LinkedRecord;
  /** Values that cannot be said in our form. */
  readonly unreadable: number;
}

/** All fields of a pair, both sides as they stand, by the same decision as a single change. */
export async function comparePair(
  { codecs, clocks }: { readonly codecs: readonly FieldCodec[]; clocks(): Clocks },
  linked: LinkedRecord,
  both: Readonly<Record<Side, Read>>,
  into: Consequences,
): Promise<PairCompared> {
  let record = linked;
  let unreadable = 0;
  for (const codec of codecs) {
    const seen: Partial<Record<Side, Observation>> = {};
    for (const side of ['left', 'right'] as const) {
      const { record: read, snapshotMs } = both[side];
      const reading = await readingOf(codec, side, read.values);
      if (reading?.kind === 'value') seen[side] = { value: reading.canon, versionMs: read.versionMs, snapshotMs };
      else if (reading || read.unreadable.includes(codec.property(side))) unreadable++;
    }
    const value = await seedOf(codec, record, both, seen);
    if (value !== undefined) {
      record = taken(record, codec, seed(codec.rule, fieldOf(record, codec.id), value), into);
      continue;
    }
    for (const decision of observe(codec.rule, fieldOf(record, codec.id), seen, clocks()))
      record = taken(record, codec, decision, into);
  }
  return { record, unreadable };
}

/** What the field that it replaces held, where it is empty itself on both sides. */
async function seedOf(
  { replaces, id }: FieldCodec,
  record: LinkedRecord,
  { left, right }: Readonly<Record<Side, Read>>,
  seen: Partial<Record<Side, Observation>>,
): Promise<Canon | undefined> {
  if (!replaces || !seen.left || !seen.right) return undefined;
  const state = fieldOf(record, id);
  if (!canBeSeeded(state, seen.left.value) || !canBeSeeded(state, seen.right.value)) return undefined;
  const [l, r] = [
    await canonOf(replaces, 'left', left.record.values),
    await canonOf(replaces, 'right', right.record.values),
  ];
  const value = lastValue(replaces.rule, fieldOf(record, replaces.id), l ?? null, r ?? null);
  return isEmpty(value) ? undefined : value;
}
