import { ownValue } from '@sidelight/shared/own-property.ts';
import type { BatchOutcome, ItemOutcome, PlainValue, SyncProperty } from '../../sync-port.ts';
import type { BatchAnswer } from './calls.ts';
import { valuesFrom } from './records.ts';
import { type BatchItem, firstReason, namedIn, type Refused } from './refusals.ts';
import { toWire } from './spelling.ts';
import { type Attempt, sendSplit } from './split-batch.ts';
import type { WireBatch, WireRecord } from './wire.ts';

interface Wish {
  readonly key: string;
  readonly values: Readonly<Record<string, PlainValue>>;
}

/**
 * Writes wishes in HubSpot's spelling and tells what became of each. `send`: one call about them. `keyOf`: whose an
 * answered record is, where it does not carry what we called it.
 */
export async function writeBatch(
  wishes: readonly Wish[],
  properties: readonly SyncProperty[],
  send: (items: readonly BatchItem[]) => Promise<BatchAnswer>,
  keyOf: (record: WireRecord) => string | null | undefined,
): Promise<BatchOutcome> {
  const spelled = wishes.map((wish) => spell(wish, properties));
  const items = spelled.flatMap((one) => ('item' in one ? [one.item] : []));
  const unspeakable = spelled.flatMap((one) => ('refused' in one ? [[one.key, one.refused] as const] : []));
  const sent = await sendSplit(items, async (batch): Promise<Attempt> => {
    const answer = await send(batch);
    if (answer.isTaken) return { kind: 'taken', items: taken(answer.batch, batch, properties, keyOf) };
    const { refusal } = answer;
    return { kind: 'refused', named: namedIn(refusal, batch), why: firstReason(refusal) };
  });
  return { items: { ...sent.items, ...Object.fromEntries(unspeakable) } };
}

function spell(
  { key, values }: Wish,
  properties: readonly SyncProperty[],
): { readonly item: BatchItem } | { readonly key: string; readonly refused: Refused } {
  const written: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    const type = properties.find((property) => property.name === name)?.type;
    const text = type && toWire(type, value);
    if (text === undefined) return { key, refused: { kind: 'refused', why: 'validation', property: name } };
    written.push([name, text]);
  }
  return { item: { key, properties: Object.fromEntries(written) } };
}

function taken(
  { results, errors = [] }: WireBatch,
  batch: readonly BatchItem[],
  properties: readonly SyncProperty[],
  keyOf: (record: WireRecord) => string | null | undefined,
): ReadonlyMap<string, ItemOutcome> {
  const outcomes = new Map<string, ItemOutcome>(errors.flatMap((error) => [...namedIn(error, batch)]));
  const sent = new Map(batch.map((item) => [item.key, item]));
  for (const record of results) {
    const item = sent.get(record.objectWriteTraceId ?? keyOf(record) ?? '');
    if (!item) continue;
    const own = properties.filter(({ name }) => ownValue(item.properties, name) !== undefined);
    const { values } = valuesFrom(record, own);
    outcomes.set(item.key, { kind: 'written', id: record.id, versionMs: Date.parse(record.updatedAt), values });
  }
  return outcomes;
}
