import type { SyncRecord } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';
import type { Observation } from './change.ts';
import type { FieldCodec } from './codec.ts';
import { observe } from './decide/observe.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import { readingOf } from './reading-of.ts';
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
    for (const decision of observe(codec.rule, fieldOf(record, codec.id), seen, clocks()))
      record = taken(record, codec, decision, into);
  }
  return { record, unreadable };
}
