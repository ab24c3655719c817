import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord } from '../connectors/sync-port.ts';
import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { comparePair } from './compare-pair.ts';
import type { NewReview, SyncScope, SyncStore } from './ports.ts';
import type { Clocks } from './rule.ts';
import { noConsequences, storeConsequences } from './take-decision.ts';
import type { SideTarget } from './target.ts';

export interface LinkDeps {
  readonly codecs: readonly FieldCodec[];
  clocks(): Clocks;
  now(): number;
  readonly store: Pick<SyncStore, 'transact'>;
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, SideTarget>>;
}

/** Each is a search at the other side: what is left is found when everything is compared. */
const MAX_AT_ONCE = 20;

/**
 * Finds the partner of records that have none, by the fields of the map: the first that finds exactly one. Two that
 * could be meant are a person's to tell apart.
 */
export async function linkStrangers(
  deps: LinkDeps,
  scope: SyncScope,
  side: Side,
  {
    records: strangers,
    snapshotMs: strangersMs,
  }: { readonly records: readonly SyncRecord[]; readonly snapshotMs: number },
  signal: AbortSignal,
): Promise<void> {
  const other = otherSide(side);
  for (const stranger of strangers.slice(0, MAX_AT_ONCE)) {
    if (stranger.isProtected) continue;
    const found = await partnerOf(deps, side, stranger, signal);
    if (found.kind === 'nobody') continue;
    if (found.kind === 'several') {
      const ids =
        side === 'left' ? { left: [stranger.id], right: found.ids } : { left: found.ids, right: [stranger.id] };
      const item: NewReview = { record: `${side}:${stranger.id}`, why: 'ambiguous_match', blocks: true, ...ids };
      await deps.store.transact(scope, (tx) => tx.open([item]));
      continue;
    }
    const snapshotMs = deps.now();
    const { records } = await deps.targets[other].read([found.id], signal);
    const partner = records.find(({ id, isDeleted, isProtected }) => id === found.id && !isDeleted && !isProtected);
    if (!partner) continue;
    const here = { record: stranger, snapshotMs: strangersMs };
    const there = { record: partner, snapshotMs };
    const both = side === 'left' ? { left: here, right: there } : { left: there, right: here };
    await deps.store.transact(scope, async (tx) => {
      // Somebody else may have linked either of them meanwhile.
      const taken = [...(await tx.bySide(side, [stranger.id])), ...(await tx.bySide(other, [found.id]))];
      if (taken.length > 0) return;
      const into = noConsequences();
      const [linked] = await tx.link([[both.left.record.id, both.right.record.id]]);
      if (!linked) return;
      const { record } = await comparePair(deps, linked, both, into);
      await tx.save([record]);
      await storeConsequences(tx, into);
    });
  }
}

type Partner =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

async function partnerOf(
  { match, targets }: LinkDeps,
  side: Side,
  { values }: SyncRecord,
  signal: AbortSignal,
): Promise<Partner> {
  const other = otherSide(side);
  for (const codec of match) {
    const plain = ownValue(values, codec.property(side));
    const reading = plain === undefined ? undefined : await codec.read(side, plain);
    if (reading?.kind !== 'value' || reading.canon === null || reading.canon.length === 0) continue;
    const written = codec.write(other, reading.canon);
    if (written.kind !== 'value' || typeof written.plain !== 'string') continue;
    const ids = await targets[other].find(codec, written.plain, signal);
    if (ids.length > 1) return { kind: 'several', ids };
    if (ids[0] !== undefined) return { kind: 'one', id: ids[0] };
  }
  return { kind: 'nobody' };
}
