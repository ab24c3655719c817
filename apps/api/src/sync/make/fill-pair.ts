import type { SyncRecord } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import { firstFill } from '../decide/first-fill.ts';
import { fieldOf, type LinkedRecord } from '../linked-record.ts';
import { canonOf } from '../reading-of.ts';
import type { Clocks } from '../rule.ts';
import { type Consequences, taken } from '../take-decision.ts';

interface FillDeps {
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
  now(): number;
}

/** All fields of a record that was just made: what it does not hold yet is aimed at it by the fields' own rules. */
export async function fillPair(
  { codecs, clocks, now }: FillDeps,
  linked: LinkedRecord,
  from: Side,
  both: Readonly<Record<Side, SyncRecord>>,
  into: Consequences,
): Promise<LinkedRecord> {
  let record = linked;
  for (const codec of codecs) {
    // Each side's own id, here: it is found when both are read in one form.
    if (codec.plan.of !== undefined) continue;
    const left = await canonOf(codec, 'left', both.left.values);
    const right = await canonOf(codec, 'right', both.right.values);
    // What one side did not answer is found when it is compared.
    if (left === undefined || right === undefined) continue;
    const seen = { from, left, right, nowMs: now() };
    record = taken(record, codec, firstFill(codec.rule, fieldOf(record, codec.id), seen, clocks()), into);
  }
  return record;
}
