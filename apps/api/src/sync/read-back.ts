import type { FieldCodec } from './codec.ts';
import { unsent } from './decide/delivery.ts';
import { readBack } from './decide/observe.ts';
import { lagOf } from './lag.ts';
import { fieldOf, type LinkedRecord, withField } from './linked-record.ts';
import { pagesOf } from './pages-of.ts';
import type { Batch, SyncScope, SyncStore } from './ports.ts';
import { canonOf } from './reading-of.ts';
import type { Clocks } from './rule.ts';
import { noConsequences, storeConsequences, taken } from './take-decision.ts';
import type { SideTarget } from './target.ts';

export interface ReadBackDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  readonly target: SideTarget;
  clocks(): Clocks;
  lagSinceMs(): number;
  now(): number;
}

/** Nobody knows what became of these writes: the records are read, and what still differs is sent again. */
export async function readBackBatch(
  { store, codecs, target, clocks, lagSinceMs, now }: ReadBackDeps,
  scope: SyncScope,
  batch: Batch,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { side } = target;
  const linked = await store.transact(scope, (tx) => tx.byId(ids));
  const snapshotMs = now();
  const pages = pagesOf(
    linked.map((record) => record[side]),
    target.batch,
  );
  const answers = await Promise.all(pages.map((page) => target.read(page, signal)));
  const records = answers.flatMap((answer) => answer.records);
  const read = new Map(records.map((record) => [record.id, record]));
  await store.transact(scope, async (tx) => {
    const into = noConsequences();
    const saved: LinkedRecord[] = [];
    for (const current of await tx.byId(ids)) {
      let record = current;
      const found = read.get(record[side]);
      for (const codec of codecs) {
        const state = fieldOf(record, codec.id);
        const value = found && (await canonOf(codec, side, found.values));
        if (!found || value === undefined) {
          if (state[side].target?.isSent) tx.note([{ name: 'sent_again', side }]);
          record = withField(record, codec.id, unsent(state, side));
          continue;
        }
        if (!state[side].target?.isSent) continue;
        const seen = { value, versionMs: found.versionMs, snapshotMs };
        record = taken(record, codec, readBack(codec.rule, state, side, seen, clocks()), into);
        const isThere = codec.rule.compare.isSame(side, state[side].target.value, value);
        const when = { clocks: clocks(), nowMs: now(), sinceMs: lagSinceMs() };
        const lag = isThere ? lagOf(state, side, when) : [];
        tx.note([{ name: isThere ? 'found' : 'sent_again', side }, ...lag]);
      }
      saved.push(record);
    }
    await storeConsequences(tx, into);
    await tx.end(batch, saved);
  });
}
