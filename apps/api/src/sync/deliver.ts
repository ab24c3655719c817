import { ownValue } from '@sidelight/shared/own-property.ts';
import type { PlainValue, SyncWrite } from '../connectors/sync-port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { type Canon, otherSide, type Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { notSent, refused, sent, waiting } from './decide/delivery.ts';
import { fieldOf, isDue, type LinkedRecord, withField } from './linked-record.ts';
import type { Noted } from './noted.ts';
import type { Batch, BatchItem, NewDeadLetter, SyncScope, SyncStore, SyncTransaction } from './ports.ts';
import { readBackBatch } from './read-back.ts';
import type { Clocks } from './rule.ts';
import { settleItem, type TakenValues } from './settle-item.ts';
import type { SideTarget } from './target.ts';
import { isUndone, type WriteOutcome } from './write-parts.ts';

export interface DeliverDeps {
  readonly store: Pick<SyncStore, 'transact' | 'told'>;
  /** Also of fields that are set aside: what is under way of them is settled. */
  readonly codecs: readonly FieldCodec[];
  /** Ids of the fields of which something may be sent. */
  readonly flowing: ReadonlySet<string>;
  readonly target: SideTarget;
  clocks(): Clocks;
  /** Edits made before that count for no lag. */
  lagSinceMs(): number;
  now(): number;
}

/** How far one call to deliver came. */
export type Delivered =
  | { readonly kind: 'nothing_due' }
  | { readonly kind: 'sent'; readonly records: number }
  /** Many edits are being read that will be due in a moment: a full batch costs the same call. */
  | { readonly kind: 'filling'; readonly afterMs: number }
  /** The vendor's work goes on, or nothing can be sent now: look again after so long. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly records?: number };

const PENDING_MS = 2000;
const RETRY_MS = 5000;
const FILLING_MS = 100;
/** As many records of which the other side told and that nobody has read yet are no single edits. */
const MANY = 25;

/**
 * One batch to one side. There is one worker a side and kind of record, so a batch that is open when it begins is that
 * of a process that died, or the vendor works on it: what became of it is found out before anything else is sent.
 * Switched off, nothing is begun, and what is under way is still settled. `mayWait`: whether a batch that is not full may
 * wait for what is being read.
 */
export async function deliver(
  deps: DeliverDeps,
  scope: SyncScope,
  { isOn, mayWait }: { readonly isOn: boolean; readonly mayWait: boolean },
  signal: AbortSignal,
): Promise<Delivered> {
  const { store, target } = deps;
  const open = await store.transact(scope, (tx) => tx.batch(target.side));
  if (open) return finish(deps, scope, open, signal);
  if (!isOn) return { kind: 'nothing_due' };
  const isFilling = mayWait && (await store.told(scope, otherSide(target.side), MANY)).length === MANY;
  const taken = await store.transact(scope, (tx) => take(deps, tx, isFilling));
  if (taken.kind === 'none') return { kind: 'nothing_due' };
  if (taken.kind === 'filling') return { kind: 'filling', afterMs: FILLING_MS };
  // None of it could be said in the other side's words: there may be more behind it.
  if (!taken.batch) return { kind: 'sent', records: 0 };
  const { batch, items } = taken;
  let outcome: WriteOutcome;
  const begunMs = performance.now();
  try {
    outcome = await target.write(items, signal);
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    if (isUndone(error)) await store.transact(scope, (tx) => takeBack(deps, tx, batch));
    return { kind: 'later', afterMs: Math.max(RETRY_MS, error.retryAfterMs ?? 0) };
  }
  const took: Noted = { name: 'took', side: target.side, ms: Math.round(performance.now() - begunMs) };
  const { pending, notSent = [] } = outcome;
  if (pending === undefined) {
    await settle(deps, scope, batch, outcome, signal, [took]);
    // Some of it could not be sent now; the rest would not be either.
    const records = items.length - notSent.length;
    return notSent.length > 0 ? { kind: 'later', afterMs: RETRY_MS, records } : { kind: 'sent', records };
  }
  await store.transact(scope, async (tx) => {
    tx.note([took]);
    const { open, saved } = await settleKnown(deps, tx, batch, outcome);
    await tx.save(saved);
    await tx.update({ ...batch, items: open, pending });
  });
  return { kind: 'later', afterMs: PENDING_MS };
}

interface Taken {
  readonly kind: 'taken';
  readonly batch: Batch | undefined;
  /** In the side's own words. */
  readonly items: readonly SyncWrite[];
}

/** What is due is marked as sent before it is sent. */
async function take(
  deps: DeliverDeps,
  tx: SyncTransaction,
  isFilling: boolean,
): Promise<Taken | { readonly kind: 'none' } | { readonly kind: 'filling' }> {
  const { codecs, flowing, target, now } = deps;
  const found = await tx.due(target.side, target.batch * target.writesAtOnce);
  if (found.length === 0) return { kind: 'none' };
  if (isFilling && found.length < target.batch) return { kind: 'filling' };
  const due = isFilling ? found.slice(0, found.length - (found.length % target.batch)) : found;
  const able = codecs.filter(({ id }) => flowing.has(id));
  const letters: NewDeadLetter[] = [];
  const items: BatchItem[] = [];
  const writes: SyncWrite[] = [];
  const batched: LinkedRecord[] = [];
  const rest: LinkedRecord[] = [];
  for (const linked of due) {
    let record = linked;
    const values: [string, Canon][] = [];
    const plain: [string, PlainValue][] = [];
    for (const codec of together(able, record, target.side)) {
      const state = fieldOf(record, codec.id);
      const next = waiting(state, target.side);
      if (!next) continue;
      const written = codec.write(target.side, next.value);
      if (written.kind === 'invalid') {
        letters.push({
          ...{ record: record.id, side: target.side, field: codec.id },
          ...{ reason: written.why, valueClass: written.valueClass },
        });
        record = withField(record, codec.id, refused(codec.rule, state, target.side, next.value));
      } else {
        values.push([codec.id, next.value]);
        plain.push([codec.property(target.side), written.plain]);
        record = withField(record, codec.id, sent(state, target.side, now()));
      }
    }
    if (values.length > 0) {
      items.push({ record: record.id, values: Object.fromEntries(values) });
      writes.push({ id: record[target.side], values: Object.fromEntries(plain) });
    }
    (values.length > 0 ? batched : rest).push(record);
  }
  await tx.bury(letters);
  const batch = items.length > 0 ? await tx.begin(target.side, items, batched) : undefined;
  await tx.save(rest);
  // What is left of these is of fields that do not flow: they are in line again when these do.
  await tx.rest(
    target.side,
    rest.filter((record) => isDue(record, target.side)).map(({ id }) => id),
  );
  return { kind: 'taken', batch, items: writes };
}

/** The fields of a record that are sent in one go. */
function together(codecs: readonly FieldCodec[], record: LinkedRecord, side: Side): readonly FieldCodec[] {
  const alone = codecs.find(({ id }) => waiting(fieldOf(record, id), side)?.isAlone);
  return alone ? [alone] : codecs;
}

/** A batch whose end nobody has seen. */
async function finish(deps: DeliverDeps, scope: SyncScope, batch: Batch, signal: AbortSignal): Promise<Delivered> {
  const { target } = deps;
  if (batch.pending !== undefined) {
    const outcome = await target.settle(batch.pending, signal);
    if (outcome === 'under_way') return { kind: 'later', afterMs: PENDING_MS };
    if (outcome !== 'gone') {
      await settle(deps, scope, batch, outcome, signal);
      return { kind: 'sent', records: batch.items.length };
    }
  }
  await readBackBatch(
    deps,
    scope,
    batch,
    batch.items.map(({ record }) => record),
    signal,
  );
  return { kind: 'sent', records: 0 };
}

async function settle(
  deps: DeliverDeps,
  scope: SyncScope,
  batch: Batch,
  outcome: WriteOutcome,
  signal: AbortSignal,
  noted: readonly Noted[] = [],
): Promise<void> {
  const unknown = await deps.store.transact(scope, async (tx) => {
    tx.note(noted);
    const { open, saved } = await settleKnown(deps, tx, batch, outcome);
    await (open.length === 0 ? tx.end(batch, saved) : tx.save(saved));
    return open.map(({ record }) => record);
  });
  if (unknown.length > 0) await readBackBatch(deps, scope, batch, unknown, signal);
}

/** Answers the items that nobody can say anything of yet. */
async function settleKnown(
  deps: DeliverDeps,
  tx: SyncTransaction,
  { items }: Batch,
  { items: outcomes, notSent = [] }: WriteOutcome,
): Promise<{ readonly open: readonly BatchItem[]; readonly saved: readonly LinkedRecord[] }> {
  const records = new Map((await tx.byId(items.map(({ record }) => record))).map((record) => [record.id, record]));
  const isNotSent = new Set(notSent);
  const open: BatchItem[] = [];
  const saved: LinkedRecord[] = [];
  const taken: TakenValues = [];
  for (const item of items) {
    const record = records.get(item.record);
    if (!record) continue;
    if (isNotSent.has(record[deps.target.side])) {
      tx.note(sentAgain(deps.target, item));
      saved.push(unsentOf(deps, record));
      continue;
    }
    const outcome = ownValue(outcomes, record[deps.target.side]) ?? ({ kind: 'unknown' } as const);
    if (outcome.kind === 'unknown') open.push(item);
    else saved.push(await settleItem(deps, tx, record, item, outcome, taken));
  }
  await tx.unbury(taken);
  return { open, saved };
}

/** It was not sent after all. */
async function takeBack({ codecs, target }: DeliverDeps, tx: SyncTransaction, batch: Batch): Promise<void> {
  const records = await tx.byId(batch.items.map(({ record }) => record));
  tx.note(batch.items.flatMap((item) => sentAgain(target, item)));
  await tx.end(
    batch,
    records.map((record) => unsentOf({ codecs, target }, record)),
  );
}

const sentAgain = ({ side }: Pick<SideTarget, 'side'>, { values }: BatchItem): Noted[] =>
  Object.keys(values).map(() => ({ name: 'sent_again', side }));

const unsentOf = ({ codecs, target }: Pick<DeliverDeps, 'codecs' | 'target'>, record: LinkedRecord): LinkedRecord =>
  codecs.reduce((now, { id }) => withField(now, id, notSent(fieldOf(now, id), target.side)), record);
