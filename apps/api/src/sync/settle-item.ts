import { ownValue } from '@sidelight/shared/own-property.ts';
import type { LetterReason } from '@sidelight/shared/sync/sync-parts.ts';
import type { ItemOutcome } from '../connectors/sync-port.ts';
import type { Canon } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { answered, notSent, refused } from './decide/delivery.ts';
import { heldAsGone } from './gone.ts';
import { lagOf } from './lag.ts';
import { fieldOf, type LinkedRecord, withField } from './linked-record.ts';
import type { BatchItem, SyncTransaction } from './ports.ts';
import { canonOf } from './reading-of.ts';
import type { Clocks } from './rule.ts';
import type { SideTarget } from './target.ts';

interface SettleDeps {
  readonly codecs: readonly FieldCodec[];
  readonly target: Pick<SideTarget, 'side'>;
  clocks(): Clocks;
  now(): number;
}
type Known = Exclude<ItemOutcome, { kind: 'unknown' }>;

/** What one record's answer means for each of its fields that were sent. */
export async function settleItem(
  deps: SettleDeps,
  tx: SyncTransaction,
  linked: LinkedRecord,
  { values }: BatchItem,
  outcome: Known,
): Promise<LinkedRecord> {
  const {
    codecs,
    target: { side },
  } = deps;
  let record = linked;
  const written = outcome.kind === 'written' ? outcome : outcome.written;
  for (const codec of codecs) {
    const value = ownValue(values, codec.id);
    if (value === undefined) continue;
    const property = codec.property(side);
    const isNamed = outcome.kind === 'refused' && (outcome.property === undefined || outcome.property === property);
    if (outcome.kind === 'refused' && isNamed) {
      record = await refuse(tx, record, codec, side, value, outcome.why);
      if (outcome.why === 'duplicate') await askAboutDuplicate(tx, record, side, outcome.other);
    } else if (written) {
      record = await take(deps, tx, record, codec, value, written);
      // Another field of the record was refused, and nobody says what became of this one.
    } else {
      tx.note([{ name: 'sent_again', side }]);
      record = withField(record, codec.id, notSent(fieldOf(record, codec.id), side));
    }
  }
  return outcome.kind === 'refused' && outcome.why === 'gone' ? heldAsGone(tx, side, record) : record;
}

/** A side may say that it took a value and hold another: that is no success. */
async function take(
  { target: { side }, clocks, now }: SettleDeps,
  tx: SyncTransaction,
  record: LinkedRecord,
  codec: FieldCodec,
  value: Canon,
  { versionMs, values }: { readonly versionMs: number; readonly values: Readonly<Record<string, Canon>> },
): Promise<LinkedRecord> {
  const seen = await canonOf(codec, side, values);
  const holds = seen === undefined ? value : seen;
  if (!codec.rule.compare.isSame(side, value, holds)) return refuse(tx, record, codec, side, value, 'not_taken');
  await tx.unbury(record.id, side, codec.id);
  const before = fieldOf(record, codec.id);
  tx.note([{ name: 'written', side }, ...lagOf(before, side, clocks(), now())]);
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
