import type { HubspotKind } from './hubspot-properties.ts';

/** Ids in their order, sorted once as long as the records are the same ones: a list of many pages asks for each. */
export function createSortedIds() {
  const kept = new Map<HubspotKind, { base: readonly string[]; fresh: number; ids: readonly number[] }>();
  return (kind: HubspotKind, base: readonly string[], fresh: readonly string[]): readonly number[] => {
    const known = kept.get(kind);
    if (known?.base === base && known.fresh === fresh.length) return known.ids;
    const ids = [...base, ...fresh].map(Number).sort((a, b) => a - b);
    kept.set(kind, { base, fresh: fresh.length, ids });
    return ids;
  };
}

/** Where the first of at least this id stands. */
export function firstFrom(ids: readonly number[], id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
