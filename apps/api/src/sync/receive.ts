import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord, Writer } from '../connectors/sync-port.ts';
import { otherSide, type Side, type ValueClass } from './canonical/canon.ts';
import type { Edit } from './change.ts';
import type { FieldCodec } from './codec.ts';
import { decide } from './decide/decide.ts';
import type { Decision } from './decide/decision.ts';
import { observe } from './decide/observe.ts';
import { cameBack, goneSideOf, isGoneAccepted } from './gone.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import { followMerges } from './merged.ts';
import type { NewDeadLetter, SyncScope, SyncStore } from './ports.ts';
import type { Clocks } from './rule.ts';
import { type Consequences, noConsequences, storeConsequences, taken } from './take-decision.ts';

/** What came of the records of one read, gathered so that it is stored at once. */
interface Found extends Consequences {
  readonly letters: NewDeadLetter[];
  /** Records of the other side, of which a field has never been read there: the edit waits for that. */
  readonly unread: Set<string>;
}

export interface ReceiveDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
  isCustomer(side: Side, writer: Writer): boolean;
  now(): number;
}

/** What one side holds, as it was read: the vendor's own history where there is one, else what differs. */
export interface ReadRecords {
  readonly side: Side;
  readonly records: readonly SyncRecord[];
  /** What merged ids that were asked for are called now. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Our clock, just before they were read. */
  readonly snapshotMs: number;
}

/** Answers the records nobody is linked to yet. */
export async function receive(
  deps: ReceiveDeps,
  scope: SyncScope,
  { side, records, alias, snapshotMs }: ReadRecords,
): Promise<readonly SyncRecord[]> {
  if (records.length === 0) return [];
  return deps.store.transact(scope, async (tx) => {
    await followMerges(tx, side, records, alias);
    const linked = await tx.bySide(side, [...new Set(records.map(({ id }) => id))]);
    const bySide = new Map(linked.map((record) => [record[side], record]));
    const strangers: SyncRecord[] = [];
    const into: Found = { ...noConsequences(), letters: [], unread: new Set() };
    for (const read of records) {
      const known = bySide.get(read.id);
      if (!known) strangers.push(read);
      if (!known || (isGoneAccepted(known) && goneSideOf(known) !== side)) continue;
      const record = isGoneAccepted(known) ? await cameBack(tx, side, known) : known;
      bySide.set(read.id, await apply(deps, record, side, read, snapshotMs, into));
    }
    await tx.save([...bySide.values()]);
    await storeConsequences(tx, into);
    await tx.bury(into.letters);
    await tx.tell(otherSide(side), [...into.unread]);
    return strangers;
  });
}

/** Everything one read record says about the fields of its pair. */
async function apply(
  { codecs, clocks, isCustomer, now }: ReceiveDeps,
  linked: LinkedRecord,
  side: Side,
  read: SyncRecord,
  snapshotMs: number,
  into: Found,
): Promise<LinkedRecord> {
  let record = linked;
  const take = (codec: FieldCodec, decision: Decision) => {
    if (decision.because === 'unmet' && !linked.hold) into.unread.add(linked[otherSide(side)]);
    record = taken(record, codec, decision, into);
  };
  for (const codec of codecs) {
    const property = codec.property(side);
    const bury = (valueClass: ValueClass) =>
      into.letters.push({
        ...{ record: record.id, side: otherSide(side), field: codec.id },
        ...{ reason: 'mapping', valueClass, isRead: true },
      });
    if (read.unreadable.includes(property)) bury('wrong_shape');
    const plain = ownValue(read.values, property);
    // A property that was not answered is not empty.
    if (plain === undefined) continue;
    const history = read.history && ownValue(read.history, property);
    // Of some properties a vendor keeps no history: what they hold counts; that they hold nothing was never said.
    const isKept = history !== undefined && (history.length > 0 || plain === null || plain === '');
    if (isKept) {
      for (const edit of newer(record, codec, side, history)) {
        const reading = await codec.read(side, edit.value);
        if (reading.kind === 'invalid') {
          bury(reading.valueClass);
          continue;
        }
        const change: Edit = {
          ...{ side, value: reading.canon, versionMs: edit.versionMs, writer: edit.writer.kind, seenMs: now() },
          isCustomer: isCustomer(side, edit.writer),
          ...('name' in edit.writer && { writerName: edit.writer.name }),
          ...(edit.writer.kind === 'person' && { writerId: edit.writer.id }),
        };
        take(codec, decide(codec.rule, fieldOf(record, codec.id), change, clocks()));
      }
      continue;
    }
    const reading = await codec.read(side, plain);
    if (reading.kind === 'invalid') {
      bury(reading.valueClass);
      continue;
    }
    const seen = { [side]: { value: reading.canon, versionMs: read.versionMs, snapshotMs } };
    for (const decision of observe(codec.rule, fieldOf(record, codec.id), seen, clocks())) take(codec, decision);
  }
  return record;
}

/** Of a property's past, oldest first, what we do not know yet; of one never seen, what stands now. */
function newer(
  record: LinkedRecord,
  { id }: FieldCodec,
  side: Side,
  history: NonNullable<SyncRecord['history']>[string],
): NonNullable<SyncRecord['history']>[string] {
  const known = fieldOf(record, id)[side].edit?.versionMs;
  const ordered = [...history].reverse();
  return known === undefined ? ordered.slice(-1) : ordered.filter(({ versionMs }) => versionMs >= known);
}
