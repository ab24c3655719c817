import type { ComputedId } from '@sidelight/shared/map/computed.ts';
import type { Canon } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { computed } from './decide/computed.ts';
import { isGoneAccepted } from './gone.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { noConsequences, storeConsequences, taken } from './take-decision.ts';

export interface FeedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  now(): number;
}

export type ComputedValues = Readonly<Record<ComputedId, Canon>>;

/**
 * What we have worked out of records, by the helpdesk's ids: it goes to both sides as any other decision does. Records
 * that are linked to none are passed over; only what is another value than before is written.
 */
export async function feed(
  { store, codecs, now }: FeedDeps,
  scope: SyncScope,
  values: ReadonlyMap<string, ComputedValues>,
): Promise<void> {
  const ours = codecs.flatMap((codec) => (codec.plan.computed ? [{ codec, id: codec.plan.computed }] : []));
  if (ours.length === 0 || values.size === 0) return;
  await store.transact(scope, async (tx) => {
    const into = noConsequences();
    const changed: LinkedRecord[] = [];
    for (const linked of await tx.bySide('right', [...values.keys()])) {
      const own = values.get(linked.right);
      // Of one that is gone for good nothing is kept.
      if (!own || isGoneAccepted(linked)) continue;
      let record = linked;
      for (const { codec, id } of ours) {
        const before = fieldOf(record, codec.id);
        const decision = computed(codec.rule, before, own[id], now());
        if (decision.because === 'computed') record = taken(record, codec, decision, into);
      }
      if (record !== linked) changed.push(record);
    }
    await tx.save(changed);
    await storeConsequences(tx, into);
  });
}
