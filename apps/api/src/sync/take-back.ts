import { chosenValue } from './chosen-value.ts';
import type { FieldCodec } from './codec.ts';
import { undo } from './decide/undo.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import type { Undone } from './ports.ts';
import { type Consequences, taken } from './take-decision.ts';

/** A choice that was done is undone: by the same decision, and only while nothing else has been decided since. */
export function takeBack(
  record: LinkedRecord | undefined,
  codec: FieldCodec | undefined,
  item: Undone,
  nowMs: number,
  into: Consequences,
): { readonly record: LinkedRecord | undefined; readonly isDone: boolean } {
  const { field, before } = item;
  // Nobody was linked: the question alone is open again.
  if (!record) return { record, isDone: field === undefined };
  if (field === undefined) {
    // It held nothing: there is nothing to bring back but the question.
    if (before.hold === undefined) return { record, isDone: true };
    if (record.hold !== undefined) return { record, isDone: record.hold === before.hold };
    return { record: { ...record, hold: before.hold }, isDone: true };
  }
  const decision = codec && undo(codec.rule, fieldOf(record, field), chosenValue(item), before, nowMs);
  if (!codec || !decision) return { record, isDone: false };
  return { record: taken(record, codec, decision, into), isDone: true };
}
