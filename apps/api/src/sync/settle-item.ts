import { ownValue } from '@sidelight/shared/own-property.ts';
import type { LetterReason } from '@sidelight/shared/sync/sync-parts.ts';
import type { ItemOutcome } from '../connectors/sync-port.ts';
import type { Canon, Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { answered, apart, notSent, refused } from './decide/delivery.ts';
import { heldAsGone } from './gone.ts';
import { lagOf } from './lag.ts';
import { fieldOf, type LinkedRecord, withField } from './linked-record.ts';
import type { BatchItem, NewDeadLetter, SyncTransaction } from './ports.ts';
import { canonOf } from './reading-of.ts';
import type { Clocks } from './rule.ts';
import type { SideTarget } from './target.ts';

interface SettleDeps {
  readonly codecs: readonly FieldCodec[];
  readonly target: Pick<SideTarget, 'side'>;
  clocks(): Clocks;
  /** Edits made before that count for no lag. */
  lagSinceMs(): number;
  now(): number;
}
type Known = Exclude<ItemOutcome, { kind: 'unknown' }>;
type Values = Extract<ItemOutcome, { kind: 'written' }>['values'];
/** One that was sent. */
interface Field {
  readonly codec: FieldCodec;
  readonly value: Canon;
}
/** No value of it would be taken. */
const OF_THE_RECORD: readonly LetterReason[] = ['gone', 'permission'];

/** Values that were taken: if they were not before, they are no letters any more. */
export type TakenValues = Pick<NewDeadLetter, 'record' | 'side' | 'field'>[];

/** What one record's answer means for each of its fields that were sent. */
export async function settleItem(
  deps: SettleDeps,
  tx: SyncTransaction,
  linked: LinkedRecord,
  { values }: BatchItem,
  outcome: Known,
  taken: TakenValues,
): Promise<LinkedRecord> {
  const fields = deps.codecs.flatMap((codec): Field[] => {
    const value = ownValue(values, codec.id);
    return value === undefined ? [] : [{ codec, value }];
  });
  if (outcome.kind === 'refused') return settleRefused(deps, tx, linked, fields, outcome, taken);
  let record = linked;
  for (const { codec, value } of fields) record = await take(deps, tx, record, codec, value, outcome, taken);
  return record;
}

/**
 * A refusal is about the field it names; the others go out again, but for what the side says it holds all the same.
 * Where it names none that was sent, nobody knows which it is about: each is sent by itself, until that says so.
 */
async function settleRefused(
  deps: SettleDeps,
  tx: SyncTransaction,
  linked: LinkedRecord,
  fields: readonly Field[],
  { why, property, other, written }: Extract<Known, { kind: 'refused' }>,
  taken: TakenValues,
): Promise<LinkedRecord> {
  const { side } = deps.target;
  const isNamed = ({ codec }: Field) => codec.property(side) === property;
  const isAnyNamed = fields.some(isNamed);
  let record = linked;
  const open: Field[] = [];
  for (const field of fields) {
    if (written && !isNamed(field) && (await isHeld(side, field, written.values)))
      record = await take(deps, tx, record, field.codec, field.value, written, taken);
    else open.push(field);
  }
  const isOfRecord = OF_THE_RECORD.includes(why) || open.length === 1;
  for (const field of open) {
    const { codec, value } = field;
    if (isAnyNamed ? isNamed(field) : isOfRecord) {
      record = await refuse(tx, record, codec, side, value, why);
      if (why === 'duplicate') await askAboutDuplicate(tx, record, side, other);
    } else {
      tx.note([{ name: 'sent_again', side }]);
      const again = isAnyNamed ? notSent : apart;
      record = withField(record, codec.id, again(fieldOf(record, codec.id), side));
    }
  }
  if (why !== 'gone') return record;
  // Deleted, erased or merged into another: that is found out by reading it.
  await tx.tell(side, [record[side]]);
  return heldAsGone(tx, side, record);
}

async function isHeld(side: Side, { codec, value }: Field, values: Values): Promise<boolean> {
  const held = await canonOf(codec, side, values);
  return held !== undefined && codec.rule.compare.isSame(side, value, held);
}

/** A side may say that it took a value and hold another: that is no success. */
async function take(
  { target: { side }, clocks, lagSinceMs, now }: SettleDeps,
  tx: SyncTransaction,
  record: LinkedRecord,
  codec: FieldCodec,
  value: Canon,
  { versionMs, values }: { readonly versionMs: number; readonly values: Values },
  taken: TakenValues,
): Promise<LinkedRecord> {
  const seen = await canonOf(codec, side, values);
  const holds = seen === undefined ? value : seen;
  if (!codec.rule.compare.isSame(side, value, holds)) return refuse(tx, record, codec, side, value, 'not_taken');
  taken.push({ record: record.id, side, field: codec.id });
  const before = fieldOf(record, codec.id);
  tx.note([
    { name: 'written', side },
    ...lagOf(before, side, { clocks: clocks(), nowMs: now(), sinceMs: lagSinceMs() }),
  ]);
  const state = answered(codec.rule, before, side, { value: holds, versionMs });
  return withField(record, codec.id, state);
}

async function refuse(
  tx: SyncTransaction,
  record: LinkedRecord,
  codec: FieldCodec,
  side: SideTarget['side'],
  value: Canon,
  reason: LetterReason,
): Promise<LinkedRecord> {
  await tx.bury([{ record: record.id, side, field: codec.id, reason }]);
  return withField(record, codec.id, refused(codec.rule, fieldOf(record, codec.id), side, value));
}

async function askAboutDuplicate(
  tx: SyncTransaction,
  { id, left, right }: LinkedRecord,
  side: SideTarget['side'],
  other: string | undefined,
): Promise<void> {
  const both = (own: string) => (other === undefined ? [own] : [own, other]);
  const ids = side === 'left' ? { left: both(left), right } : { left, right: both(right) };
  await tx.open([{ record: id, why: 'duplicate', blocks: false, ...ids }]);
}
